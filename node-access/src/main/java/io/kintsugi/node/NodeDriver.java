package io.kintsugi.node;

import io.kintsugi.errors.ErrorCode;
import io.kintsugi.errors.ShardException;
import io.kintsugi.topology.Dialect;
import io.kintsugi.topology.Node;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.util.Properties;

/** The native driver of a dialect, for plain connections to single nodes. Immutable and thread-safe. */
public final class NodeDriver {
    private static final String CONNECTOR_J = "com.mysql.cj.jdbc.Driver";

    private final Dialect dialect;
    private final Driver driver;

    private NodeDriver(Dialect dialect, Driver driver) {
        this.dialect = dialect;
        this.driver = driver;
    }

    /** INVALID_URL, with the way out, where MySQL's driver is not on the class path: users bring it themselves. */
    public static NodeDriver of(Dialect dialect) {
        return switch (dialect) {
            case POSTGRESQL -> new NodeDriver(dialect, new org.postgresql.Driver());
            case MYSQL -> new NodeDriver(dialect, connectorJ());
        };
    }

    /**
     * A new connection with exactly these properties; the node's own parameters are for the caller to put in.
     *
     * @throws SQLException what the driver or the server said
     */
    public Connection connect(Node node, Properties properties) throws SQLException {
        Connection connection = driver.connect(url(node), properties);
        if (connection == null) {
            throw new SQLException("The driver does not accept the address of node '" + node.name() + "'.");
        }
        return connection;
    }

    private String url(Node node) {
        return "jdbc:" + dialect.label() + "://" + node.address() + "/"
                + URLEncoder.encode(node.database(), StandardCharsets.UTF_8);
    }

    /** By name, since nothing of it may be needed to run PostgreSQL. */
    private static Driver connectorJ() {
        try {
            return Class.forName(CONNECTOR_J)
                    .asSubclass(Driver.class)
                    .getDeclaredConstructor()
                    .newInstance();
        } catch (ReflectiveOperationException missing) {
            throw new ShardException(
                            ErrorCode.INVALID_URL,
                            "MySQL's own driver, Connector/J, is not on the class path.",
                            missing)
                    .withRemedy("Add com.mysql:mysql-connector-j, version 9.7 or later, to the class path.");
        }
    }
}
