package io.kintsugi.jdbc;

import io.kintsugi.engine.api.SavepointHandle;
import java.sql.SQLException;
import java.sql.Savepoint;

/** A savepoint of one connection. */
record KintsugiSavepoint(SavepointHandle handle, KintsugiConnection connection) implements Savepoint {
    @Override
    public int getSavepointId() throws SQLException {
        if (handle.named()) {
            throw Errors.argument("The savepoint has a name, not an id.", "Call getSavepointName.");
        }
        return handle.id();
    }

    @Override
    public String getSavepointName() throws SQLException {
        if (!handle.named()) {
            throw Errors.argument("The savepoint has an id, not a name.", "Call getSavepointId.");
        }
        return handle.name();
    }
}
