package io.kintsugi.node.probe;

import static java.util.Objects.requireNonNull;

import io.kintsugi.topology.Credentials;
import io.kintsugi.topology.Node;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.Optional;
import java.util.Properties;
import org.postgresql.Driver;

/** Looks at a PostgreSQL server: TCP, login, a statement, then role, lag and guard row. Thread-safe. */
final class PostgresNodeProber implements NodeProber {
    private static final long MILLIS_A_SECOND = 1_000;

    private final ProbeLimits limits;
    private final Clock clock;
    private final Driver driver = new Driver();

    PostgresNodeProber(ProbeLimits limits, Clock clock) {
        this.limits = requireNonNull(limits, "limits");
        this.clock = requireNonNull(clock, "clock");
    }

    @Override
    public NodeReport probe(Node node, Optional<Credentials> credentials) {
        ProbeWatch watch = ProbeWatch.start(node.name(), clock);
        Optional<ProbeFailure> tcp = TcpProbe.failure(node, limits.tcpMillis());
        if (tcp.isPresent()) {
            return watch.stopped(ProbeLevel.NONE, tcp.get());
        }
        try (Connection connection = connect(node, credentials)) {
            return look(watch, connection);
        } catch (SQLException failure) {
            return watch.stopped(ProbeLevel.TCP, PostgresFailures.describe(failure));
        }
    }

    private NodeReport look(ProbeWatch watch, Connection connection) {
        ProbeLevel level = ProbeLevel.LOGIN;
        try {
            connection.setNetworkTimeout(Runnable::run, limits.statementMillis());
            ping(connection);
            level = ProbeLevel.STATEMENT;
            return watch.complete(PostgresFacts.read(connection));
        } catch (SQLException failure) {
            return watch.stopped(level, PostgresFailures.describe(failure));
        }
    }

    private void ping(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET statement_timeout = " + limits.statementMillis());
            statement.execute("SELECT 1");
        }
    }

    private Connection connect(Node node, Optional<Credentials> credentials) throws SQLException {
        Connection connection = driver.connect(url(node), properties(node, credentials));
        if (connection == null) {
            throw new SQLException("The driver does not accept the address of node '" + node.name() + "'.");
        }
        return connection;
    }

    private static String url(Node node) {
        return "jdbc:postgresql://" + node.address() + "/" + URLEncoder.encode(node.database(), StandardCharsets.UTF_8);
    }

    private Properties properties(Node node, Optional<Credentials> credentials) {
        Properties properties = new Properties();
        properties.putAll(node.parameters());
        credentials.ifPresent(known -> {
            properties.setProperty("user", known.user());
            properties.setProperty("password", known.password().value());
        });
        // The driver's own login timeout would leave a thread behind; the socket's bounds the login as well.
        properties.setProperty("loginTimeout", "0");
        properties.setProperty("connectTimeout", seconds(limits.tcpMillis()));
        properties.setProperty("socketTimeout", seconds(limits.loginMillis()));
        properties.setProperty("ApplicationName", "kintsugi-probe");
        return properties;
    }

    private static String seconds(int millis) {
        return Long.toString((millis + MILLIS_A_SECOND - 1) / MILLIS_A_SECOND);
    }
}
