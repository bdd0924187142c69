package io.kintsugi.examples.shop;

import java.time.Duration;
import java.util.Objects;

/**
 * How far something has come.
 *
 * @param phase what is being done, in a word or two
 * @param done so many rows or operations
 * @param total of so many; 0 where only time ends it
 * @param elapsed since the phase began
 */
public record Progress(String phase, long done, long total, Duration elapsed) {
    public Progress {
        Objects.requireNonNull(phase, "phase");
        Objects.requireNonNull(elapsed, "elapsed");
    }

    /** Done per second so far. */
    public double rate() {
        double seconds = elapsed.toNanos() / 1e9;
        return seconds <= 0 ? 0 : done / seconds;
    }
}
