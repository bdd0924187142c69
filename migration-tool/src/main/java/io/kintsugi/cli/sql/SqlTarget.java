package io.kintsugi.cli.sql;

import io.kintsugi.cli.console.NativeDriver;
import io.kintsugi.topology.Topology;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Supplier;

/**
 * The database a shell talks to.
 *
 * @param url without the password
 * @param properties user and password, where they are not in the URL
 * @param name shown in the prompt
 * @param topology asked only when a command wants to show where tables live; empty where it is not known
 */
record SqlTarget(String url, Properties properties, String name, Supplier<Optional<Topology>> topology) {
    Connection connect() throws SQLException {
        NativeDriver.require(url);
        Properties copy = new Properties();
        copy.putAll(properties);
        return DriverManager.getConnection(url, copy);
    }

    boolean isMySql() {
        return url.startsWith("jdbc:kintsugi:mysql:") || url.startsWith("jdbc:mysql:");
    }
}
