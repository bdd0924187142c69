package io.kintsugi.engine.execution;

import io.kintsugi.engine.api.GeneratedKeys;
import io.kintsugi.engine.backend.Backend;
import io.kintsugi.engine.result.NativeResult;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.util.Optional;
import java.util.OptionalLong;

/** What one shard answered: rows, or a count and perhaps generated keys. Its statement is open until closed. */
record ShardAnswer(
        Backend backend,
        Statement statement,
        Optional<NativeResult> rows,
        long count,
        Optional<NativeResult> generatedKeys,
        Optional<SQLWarning> warnings,
        OptionalLong generatedId) {

    static ShardAnswer of(ShardCall call, Statement statement, boolean hasRows) throws SQLException {
        Optional<SQLWarning> warnings = Optional.ofNullable(statement.getWarnings());
        if (hasRows) {
            NativeResult rows =
                    new NativeResult(call.sql().shard(), call.backend(), statement, statement.getResultSet());
            return new ShardAnswer(
                    call.backend(), statement, Optional.of(rows), 0, Optional.empty(), warnings, OptionalLong.empty());
        }
        OptionalLong id = call.backend()
                .dialect()
                .preludes()
                .generatedId(statement, call.sql().prelude());
        long count = Math.max(0, statement.getLargeUpdateCount());
        Optional<NativeResult> keys = Optional.empty();
        if (!(call.generatedKeys() instanceof GeneratedKeys.None)) {
            ResultSet generated = statement.getGeneratedKeys();
            keys = Optional.of(new NativeResult(call.sql().shard(), call.backend(), statement, generated));
        }
        return new ShardAnswer(call.backend(), statement, Optional.empty(), count, keys, warnings, id);
    }
}
