package io.kintsugi.router.plan;

import java.util.List;
import java.util.Objects;

/**
 * The text one shard runs, and which of the statement's parameters (1-based, in the order of the placeholders in
 * {@code text}) it takes. A verbatim statement takes {@code 1..n}.
 */
public record ShardSql(ShardId shard, String text, List<Integer> parameters) {
    public ShardSql {
        Objects.requireNonNull(shard, "shard");
        Objects.requireNonNull(text, "text");
        parameters = List.copyOf(parameters);
    }
}
