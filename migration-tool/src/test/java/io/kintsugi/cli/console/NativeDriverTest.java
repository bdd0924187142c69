package io.kintsugi.cli.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kintsugi.errors.ShardException;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is said where the user has not added MySQL's own driver. */
final class NativeDriverTest {
    private static final long LIMIT_SECONDS = 120;

    @Test
    void driverThatIsThere_isContent() {
        assertThatCode(() -> NativeDriver.require("jdbc:postgresql://localhost/shop"))
                .doesNotThrowAnyException();
    }

    @Test
    void driverThatIsMissing_isNamed_withTheWayOut() {
        assertThatThrownBy(() -> NativeDriver.require("jdbc:mysql://localhost/shop?password=secret", Stream.of()))
                .isInstanceOfSatisfying(
                        ShardException.class,
                        failure -> assertThat(failure.remedy().orElse(""))
                                .contains("com.mysql:mysql-connector-j", "lib-mysql"))
                .hasMessageContaining("Connector/J, is not on the class path")
                .hasMessageNotContaining("secret");
        assertThatThrownBy(() -> NativeDriver.require("jdbc:oracle:thin:@x", Stream.of()))
                .hasMessageContaining("There is no driver for URLs that begin with jdbc:oracle:");
    }

    @Test
    void command_withoutConnectorJ_saysWhatToAdd() throws IOException, InterruptedException {
        String classPath = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !entry.contains("mysql-connector"))
                .collect(Collectors.joining(File.pathSeparator));
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        classPath,
                        "io.kintsugi.cli.Main",
                        "advise",
                        "--database",
                        "mysql://127.0.0.1:1/shop?user=u")
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)).isTrue();
        assertThat(output).contains("Connector/J, is not on the class path", "lib-mysql");
        assertThat(process.exitValue()).isEqualTo(ExitCode.USAGE);
    }
}
