package io.kintsugi.testkit.oracle;

import java.sql.Connection;
import java.sql.SQLException;

/** A cluster under test, and the way past it to the databases it is made of. Sessions are the caller's to close. */
public interface ShardedDatabase {
    /** A session of the cluster. */
    Connection connect() throws SQLException;

    /** A session of one node with the database's own driver: {@code flat}, {@code s0} and so on. */
    Connection node(String name) throws SQLException;
}
