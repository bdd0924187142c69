package io.kintsugi.cli.advise;

import java.util.Objects;

/** One shape of statement in a log: one text of it, and how often it came. */
record LoggedStatement(String sql, long count) {
    LoggedStatement {
        Objects.requireNonNull(sql, "sql");
    }
}
