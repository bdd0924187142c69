package io.kintsugi.examples.tpcc.load;

import io.kintsugi.examples.tpcc.model.Population;
import java.time.LocalDateTime;

/**
 * What to load: the population, the seed that decides every random value, the moment written in every date column, and
 * the greatest number of warehouses loaded at once.
 */
public record LoadPlan(Population population, long seed, LocalDateTime moment, int threads) {

    public LoadPlan {
        if (threads < 1) {
            throw new IllegalArgumentException("load threads must be at least 1, not " + threads);
        }
    }
}
