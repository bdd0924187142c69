package io.kintsugi.engine.result;

import java.sql.SQLException;

/** What becomes of the transaction and the connections behind a cursor. */
public interface Completion {
    /** A shard failed while rows were read. */
    void failed(SQLException failure);

    /** The cursor is closed: give back what it held. Called once. */
    void closed() throws SQLException;
}
