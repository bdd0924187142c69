package io.kintsugi.engine.execution;

import java.sql.SQLWarning;
import java.util.List;
import java.util.Optional;

/** Chains the warnings of several shards. */
final class Warnings {
    private Warnings() {}

    static Optional<SQLWarning> of(List<ShardAnswer> answers) {
        SQLWarning first = null;
        for (ShardAnswer answer : answers) {
            if (answer.warnings().isPresent()) {
                if (first == null) {
                    first = answer.warnings().get();
                } else {
                    first.setNextWarning(answer.warnings().get());
                }
            }
        }
        return Optional.ofNullable(first);
    }
}
