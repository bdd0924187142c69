package io.kintsugi.router.plan;

import io.kintsugi.topology.KeyCollation;
import java.util.Objects;

/**
 * A text whose {@code WEIGHT_STRING} under a collation only a server can tell. The answer never changes for one server
 * version, so it may be kept.
 *
 * @param text blanks at the end taken off where they count for nothing
 */
public record WeightDemand(KeyCollation collation, String text) {
    public WeightDemand {
        Objects.requireNonNull(collation, "collation");
        Objects.requireNonNull(text, "text");
    }
}
