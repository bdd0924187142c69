package io.kintsugi.router.plan;

import java.util.List;
import java.util.Objects;

/**
 * The text one shard runs, and which of the statement's parameters (1-based, in the order of the placeholders in
 * {@code text}) it takes. A verbatim statement takes {@code 1..n}.
 *
 * @param prelude what MySQL is told before it
 */
public record ShardSql(ShardId shard, String text, List<Integer> parameters, Prelude prelude) {
    public ShardSql {
        Objects.requireNonNull(shard, "shard");
        Objects.requireNonNull(text, "text");
        parameters = List.copyOf(parameters);
        Objects.requireNonNull(prelude, "prelude");
    }

    /** A text before which nothing is said. */
    public ShardSql(ShardId shard, String text, List<Integer> parameters) {
        this(shard, text, parameters, Prelude.NONE);
    }

    /** The same text behind a prelude. */
    public ShardSql after(Prelude before) {
        return new ShardSql(shard, text, parameters, before);
    }
}
