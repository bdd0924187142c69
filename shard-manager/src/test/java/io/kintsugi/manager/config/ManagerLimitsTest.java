package io.kintsugi.manager.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kintsugi.errors.ShardException;
import io.kintsugi.topology.Secret;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManagerLimitsTest {
    @Test
    void namesAndDefaults_areTheDocumentedOnes() {
        assertThat(list(ManagerLimits.defaults())).isEqualTo("""
                        requestBytesMax = 16777216
                        requestMillis = 10000
                        idleMillis = 75000
                        connectionsMax = 12000
                        longPollMillisMax = 60000
                        waitersMax = 10000
                        eventStreamsMax = 100
                        eventMillis = 1000
                        heartbeatMillis = 15000
                        clientsMax = 20000
                        clientExpiryMillis = 180000
                        clusterFilePollMillis = 1000
                        versionsKept = 50
                        probeIntervalMillis = 3000
                        probeTcpMillis = 1000
                        probeLoginMillis = 2000
                        probeStatementMillis = 2000
                        probeThreadsMax = 64
                        workQueueMax = 256
                        lagMillisMax = 10000
                        journalEntriesMax = 20
                        stopMillis = 5000
                        """);
        ManagerConfig config = ManagerConfig.of(Path.of("state"));
        assertThat(config.bindAddress()).isEqualTo("127.0.0.1");
        assertThat(config.port()).isEqualTo(7700);
        assertThat(config.token()).isEmpty();
        assertThat(config.clusterFile()).isEmpty();
    }

    private static String list(ManagerLimits limits) {
        String fields = limits.toString().replaceAll("^ManagerLimits\\[|]$", "");
        return Arrays.stream(fields.split(", "))
                .map(field -> field.replace("=", " = ") + "\n")
                .collect(Collectors.joining());
    }

    @Test
    void with_changesOneAndRefusesUnknownNames() {
        ManagerLimits limits = ManagerLimits.defaults().with("waitersMax", 3);

        assertThat(limits.waitersMax()).isEqualTo(3);
        assertThat(limits.with("waitersMax", 10_000)).isEqualTo(ManagerLimits.defaults());
        assertThatThrownBy(() -> limits.with("waiters", 3)).hasMessageContaining("no limit called 'waiters'");
        assertThatThrownBy(() -> limits.with("waitersMax", 0)).hasMessageContaining("waitersMax is 0");
        assertThatThrownBy(() -> limits.with("idleMillis", 60_000)).hasMessageContaining("longPollMillisMax");
    }

    @Test
    void token_comesFromAFileWhereWrittenSo(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("token"), "sixteen-letters-at-least\n");

        assertThat(ManagerConfig.readToken("${file:" + file + "}").value()).isEqualTo("sixteen-letters-at-least");
        assertThat(ManagerConfig.readToken("plain").value()).isEqualTo("plain");
        assertThatThrownBy(() -> ManagerConfig.readToken("${file:" + folder + "/none}"))
                .isInstanceOf(ShardException.class)
                .hasMessageContaining("none");
    }

    @Test
    void config_refusesShortTokensAndBadPorts() {
        Path state = Path.of("state");
        ManagerLimits limits = ManagerLimits.defaults();

        assertThatThrownBy(() -> new ManagerConfig(
                        "127.0.0.1", 1, state, Optional.empty(), Optional.of(new Secret("short")), limits))
                .hasMessageContaining("shorter than 16");
        assertThatThrownBy(
                        () -> new ManagerConfig("127.0.0.1", 65_536, state, Optional.empty(), Optional.empty(), limits))
                .hasMessageContaining("65536");
    }
}
