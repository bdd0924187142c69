package io.kintsugi.examples.tpcc.run;

import io.kintsugi.examples.tpcc.model.Randomness;
import io.kintsugi.examples.tpcc.transaction.TransactionType;
import java.time.Duration;

/** Whether terminals wait as people do (clause 5.2.5), or send the next transaction at once. */
public enum Pacing {
    NONE {
        @Override
        Duration keyingTime(TransactionType type) {
            return Duration.ZERO;
        }

        @Override
        Duration thinkTime(TransactionType type, Randomness randomness) {
            return Duration.ZERO;
        }
    },
    SPECIFIED {
        @Override
        Duration keyingTime(TransactionType type) {
            return type.keyingTime();
        }

        /** Negative exponential, cut at ten times the mean. */
        @Override
        Duration thinkTime(TransactionType type, Randomness randomness) {
            double factor = Math.min(10, -Math.log(1 - randomness.fraction()));
            return Duration.ofNanos((long) (type.meanThinkTime().toNanos() * factor));
        }
    };

    abstract Duration keyingTime(TransactionType type);

    abstract Duration thinkTime(TransactionType type, Randomness randomness);
}
