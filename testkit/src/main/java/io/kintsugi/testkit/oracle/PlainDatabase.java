package io.kintsugi.testkit.oracle;

import java.sql.Connection;
import java.sql.SQLException;

/** One database; every session is the caller's to close. */
public interface PlainDatabase {
    Connection connect() throws SQLException;
}
