package io.kintsugi.engine.result;

import java.sql.SQLException;

/** What becomes of the transaction and the connections behind a cursor. */
public interface Completion {
    /** The next row is asked for, perhaps of a server; {@link #read} follows. */
    void reading();

    void read();

    /** A shard failed while rows were read. */
    void failed(SQLException failure);

    /** The cursor is closed: give back what it held. Called once. */
    void closed() throws SQLException;
}
