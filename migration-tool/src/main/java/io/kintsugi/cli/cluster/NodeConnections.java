package io.kintsugi.cli.cluster;

import io.kintsugi.cli.console.Console;
import io.kintsugi.errors.ErrorCode;
import io.kintsugi.errors.ShardException;
import io.kintsugi.node.NodeDriver;
import io.kintsugi.topology.Node;
import io.kintsugi.topology.Topology;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/** Plain connections to single nodes, for setting up and looking after. Immutable. */
public final class NodeConnections {
    private static final int LIMIT_SECONDS = 10;
    private static final int MILLIS_A_SECOND = 1_000;
    private static final String PROGRAM = "kintsugi-cli";

    private final Topology topology;
    private final Optional<String> user;
    private final String password;

    /** A user given here wins over the file's; {@code KINTSUGI_PASSWORD} over the file's password. */
    public NodeConnections(Topology topology, Optional<String> user, Console console) {
        this.topology = topology;
        this.user = user;
        this.password = console.variable("KINTSUGI_PASSWORD");
    }

    /** NODE_UNREACHABLE, naming the node, when no connection can be had. */
    public Connection open(String nodeName) {
        Node node = topology.node(nodeName);
        try {
            return NodeDriver.of(topology.dialect()).connect(node, properties(node));
        } catch (SQLException failure) {
            throw new ShardException(
                    ErrorCode.NODE_UNREACHABLE,
                    "Node '" + nodeName + "' (" + node.address() + "/" + node.database() + ") refused a connection: "
                            + failure.getMessage(),
                    failure);
        }
    }

    private Properties properties(Node node) {
        Properties properties = new Properties();
        properties.putAll(node.parameters());
        topology.credentials().ifPresent(known -> {
            properties.setProperty("user", known.user());
            properties.setProperty("password", known.password().value());
        });
        user.ifPresent(name -> properties.setProperty("user", name));
        if (!password.isEmpty()) {
            properties.setProperty("password", password);
        }
        limits().forEach(properties::setProperty);
        return properties;
    }

    private Map<String, String> limits() {
        return switch (topology.dialect()) {
            case POSTGRESQL ->
                Map.of(
                        "connectTimeout",
                        Integer.toString(LIMIT_SECONDS),
                        "loginTimeout",
                        Integer.toString(LIMIT_SECONDS),
                        "ApplicationName",
                        PROGRAM);
            case MYSQL ->
                Map.of(
                        "connectTimeout",
                        Integer.toString(LIMIT_SECONDS * MILLIS_A_SECOND),
                        "connectionAttributes",
                        "program_name:" + PROGRAM);
        };
    }
}
