package io.kintsugi.engine.execution;

import io.kintsugi.engine.backend.Backend;
import io.kintsugi.engine.dialect.PreludeRules;
import io.kintsugi.router.plan.Prelude;
import java.sql.SQLException;
import java.util.OptionalLong;

/** What is said to one connection around one statement. A connection on which it cannot be taken back is dropped. */
final class PreludeRun {
    private final Backend backend;
    private final Prelude prelude;

    PreludeRun(Backend backend, Prelude prelude) {
        this.backend = backend;
        this.prelude = prelude;
    }

    void before(PreludeValues values) throws SQLException {
        try {
            rules().before(backend.connection(), prelude, values.instant(), values.lastInsertId());
        } catch (SQLException failed) {
            afterFailure(failed);
            throw failed;
        }
    }

    void after(OptionalLong generatedId) throws SQLException {
        takeBack(generatedId.equals(prelude.insertId()));
    }

    void afterFailure(SQLException failed) {
        try {
            takeBack(false);
        } catch (SQLException second) {
            failed.addSuppressed(second);
        }
    }

    private void takeBack(boolean used) throws SQLException {
        try {
            if (!rules().after(backend.connection(), prelude, used)) {
                backend.evict();
            }
        } catch (SQLException failed) {
            backend.evict();
            throw failed;
        }
    }

    private PreludeRules rules() {
        return backend.dialect().preludes();
    }
}
