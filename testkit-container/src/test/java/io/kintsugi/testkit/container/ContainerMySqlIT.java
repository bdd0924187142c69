package io.kintsugi.testkit.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.github.dockerjava.api.model.Container;
import io.kintsugi.embedded.EmbeddedServerException;
import io.kintsugi.embedded.MySqlOptions;
import io.kintsugi.embedded.MySqlOrder;
import io.kintsugi.embedded.MySqlRunner;
import io.kintsugi.embedded.ServerFailure;
import io.kintsugi.testkit.engine.MySqlPresence;
import io.kintsugi.testkit.leak.KeepsOpen;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.testcontainers.DockerClientFactory;

/** On a real container engine, where one answers; said in the record of what did not run where none does. */
@KeepsOpen("connections to the container engine, which its client keeps for the next call")
final class ContainerMySqlIT {

    private static final MySqlOptions OPTIONS =
            MySqlOptions.builder().name("contained").durable(false).build();

    @BeforeAll
    static void engineIsThere() {
        assumeTrue(MySqlPresence.isInContainersFor(ContainerMySqlIT.class), "no container engine");
    }

    @Test
    void server_livesThroughItsWholeLife_andLeavesNothing() throws SQLException {
        String password = "p'w \\ \"&%; ü";
        MySqlOptions options = OPTIONS.toBuilder()
                .user("Owner ü")
                .password(password)
                .setting("sort_buffer_size", "300000")
                .build();
        List<String> before = containers();
        MySqlRunner server = runner(options);
        try {
            server.start();
            int port = server.port();
            assertThat(server.engine()).matches("MySQL \\d+\\.\\d+\\.\\d+ \\(container image \\S+\\)");
            assertThat(value(server, options, "SELECT @@global.sort_buffer_size"))
                    .isEqualTo("300000");
            assertThat(value(server, options, "SELECT @@global.gtid_mode")).isEqualTo("ON");
            assertThat(value(server, options, "SELECT @@global.gtid_executed")).isEmpty();
            value(server, options, "CREATE DATABASE shop");
            value(server, options, "CREATE TABLE shop.t AS SELECT 42 AS id");

            server.kill();
            assertThat(server.isRunning()).isFalse();
            assertThat(Greeting.from(port)).isEmpty();
            server.start();
            assertThat(server.port()).isEqualTo(port);
            assertThat(value(server, options, "SELECT id FROM shop.t")).isEqualTo("42");

            server.pause();
            assertThat(server.isPaused()).isTrue();
            assertThat(Greeting.from(port)).isEmpty();
            server.stop();
            assertThat(server.isPaused()).isFalse();
            server.start();
            assertThat(value(server, options, "SELECT id FROM shop.t")).isEqualTo("42");
            assertThat(server.logTail(3)).hasSize(3);
        } finally {
            server.close();
        }
        assertThat(containers()).isEqualTo(before);
        assertThat(server.isRunning()).isFalse();
    }

    @Test
    void resumedServer_answersTheConnectionThatWaited() throws SQLException {
        MySqlRunner server = runner(OPTIONS);
        try {
            server.start();
            try (Connection connection = connect(server, OPTIONS)) {
                server.pause();
                server.resume();
                assertThat(connection.isValid(10)).isTrue();
            }
        } finally {
            server.close();
        }
    }

    @Test
    void takenPortBadSettingAndMissingImage_areNamed_andNothingIsLeft() throws IOException {
        List<String> before = containers();
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            MySqlOptions options =
                    OPTIONS.toBuilder().port(taken.getLocalPort()).build();
            assertThat(failure(runner(options)).failure()).isEqualTo(ServerFailure.PORT_TAKEN);
        }
        MySqlOptions wrong = OPTIONS.toBuilder().setting("no_such_thing", "1").build();
        assertThat(failure(runner(wrong)).failure()).isEqualTo(ServerFailure.BAD_SETTING);
        assertThatThrownBy(() -> runner(wrong).start()).hasMessageContaining("no-such-thing");

        MySqlRunner nowhere = new ContainerMySql(new MySqlOrder(OPTIONS), "localhost/no-such-image:1");
        EmbeddedServerException missing = failure(nowhere);
        assertThat(missing.failure()).isEqualTo(ServerFailure.MISSING_MYSQL);
        assertThat(missing).hasMessageContaining("localhost/no-such-image:1").hasMessageContaining("-Dmysql=absent");
        assertThat(containers()).isEqualTo(before);
    }

    private static MySqlRunner runner(MySqlOptions options) {
        return new ContainerMySqlSource().runner(new MySqlOrder(options));
    }

    private static EmbeddedServerException failure(MySqlRunner server) {
        try {
            return catchThrowableOfType(EmbeddedServerException.class, server::start);
        } finally {
            server.close();
        }
    }

    private static List<String> containers() {
        return DockerClientFactory.lazyClient()
                .listContainersCmd()
                .withShowAll(true)
                .withLabelFilter(DockerClientFactory.DEFAULT_LABELS)
                .exec()
                .stream()
                .map(Container::getId)
                .sorted()
                .toList();
    }

    private static Connection connect(MySqlRunner server, MySqlOptions options) throws SQLException {
        return DriverManager.getConnection(
                "jdbc:mysql://127.0.0.1:" + server.port() + "/?sslMode=DISABLED&allowPublicKeyRetrieval=true",
                options.user(),
                options.password().orElse(""));
    }

    /** Empty for a statement without rows. */
    private static String value(MySqlRunner server, MySqlOptions options, String sql) throws SQLException {
        try (Connection connection = connect(server, options);
                Statement statement = connection.createStatement()) {
            if (!statement.execute(sql)) {
                return "";
            }
            try (ResultSet rows = statement.getResultSet()) {
                rows.next();
                return rows.getString(1);
            }
        }
    }
}
