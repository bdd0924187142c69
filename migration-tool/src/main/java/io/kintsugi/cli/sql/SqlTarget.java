package io.kintsugi.cli.sql;

import io.kintsugi.errors.ErrorCode;
import io.kintsugi.errors.ShardException;
import io.kintsugi.topology.Topology;
import java.sql.Connection;
import java.sql.Driver;
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
        requireDriver();
        Properties copy = new Properties();
        copy.putAll(properties);
        return DriverManager.getConnection(url, copy);
    }

    boolean isMySql() {
        return url.startsWith("jdbc:kintsugi:mysql:") || url.startsWith("jdbc:mysql:");
    }

    private void requireDriver() {
        boolean known = DriverManager.drivers().anyMatch(this::accepts);
        if (!known) {
            String beginning = url.replaceAll("\\A(jdbc:[^:/]*:?).*", "$1");
            throw new ShardException(ErrorCode.INVALID_URL, "There is no driver for URLs that begin with " + beginning)
                    .withRemedy(
                            "Expected jdbc:kintsugi:postgresql:…, jdbc:kintsugi:mysql:…, jdbc:postgresql:… or jdbc:mysql:…");
        }
    }

    private boolean accepts(Driver driver) {
        try {
            return driver.acceptsURL(url);
        } catch (SQLException refusal) {
            // A driver that knows the URL well enough to object to it is the one to say why.
            return true;
        }
    }
}
