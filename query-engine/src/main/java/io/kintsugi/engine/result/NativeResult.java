package io.kintsugi.engine.result;

import io.kintsugi.engine.backend.Backend;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.Objects;

/** Rows that one shard returned: the statement that has to stay open for them and the connection they live on. */
public record NativeResult(Backend backend, Statement statement, ResultSet rows) {
    public NativeResult {
        Objects.requireNonNull(backend, "backend");
        Objects.requireNonNull(statement, "statement");
        Objects.requireNonNull(rows, "rows");
    }
}
