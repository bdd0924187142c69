package io.kintsugi.node.probe;

import static java.util.Objects.requireNonNull;

import io.kintsugi.errors.ShardException;
import io.kintsugi.node.NodeDriver;
import io.kintsugi.topology.Credentials;
import io.kintsugi.topology.Dialect;
import io.kintsugi.topology.Node;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Optional;
import java.util.Properties;

/** Looks at a server: TCP, login, a statement, then role, lag and guard row. Thread-safe. */
final class JdbcNodeProber implements NodeProber {
    private final ProbeDialect questions;
    private final Dialect dialect;
    private final ProbeLimits limits;
    private final Clock clock;

    JdbcNodeProber(ProbeDialect questions, Dialect dialect, ProbeLimits limits, Clock clock) {
        this.questions = requireNonNull(questions, "questions");
        this.dialect = requireNonNull(dialect, "dialect");
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
        try (Connection connection = NodeDriver.of(dialect).connect(node, properties(node, credentials))) {
            return look(watch, connection);
        } catch (ShardException noDriver) {
            return watch.stopped(ProbeLevel.TCP, new ProbeFailure(ProbeError.NOT_PROBED, noDriver.description()));
        } catch (SQLException failure) {
            return watch.stopped(ProbeLevel.TCP, questions.describe(failure));
        }
    }

    private NodeReport look(ProbeWatch watch, Connection connection) {
        ProbeLevel level = ProbeLevel.LOGIN;
        try {
            connection.setNetworkTimeout(Runnable::run, limits.statementMillis());
            questions.ping(connection, limits);
            level = ProbeLevel.STATEMENT;
            return watch.complete(questions.read(connection));
        } catch (SQLException failure) {
            return watch.stopped(level, questions.describe(failure));
        }
    }

    private Properties properties(Node node, Optional<Credentials> credentials) {
        Properties properties = new Properties();
        properties.putAll(node.parameters());
        credentials.ifPresent(known -> {
            properties.setProperty("user", known.user());
            properties.setProperty("password", known.password().value());
        });
        properties.putAll(questions.properties(limits));
        return properties;
    }
}
