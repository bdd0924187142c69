package io.kintsugi.topology.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kintsugi.errors.ErrorCode;
import io.kintsugi.errors.ShardException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Topologies and secrets that are no files, or none that can be read. */
@Timeout(60)
class UnreadableFileTest {
    @TempDir
    private Path folder = Path.of("");

    private void assertUnreadable(Path file, String reason) {
        assertThatThrownBy(() -> TopologyYaml.read(file))
                .isInstanceOfSatisfying(
                        ShardException.class,
                        error -> assertThat(error.code()).isEqualTo(ErrorCode.TOPOLOGY_UNREACHABLE))
                .hasMessageContaining("File " + file + " cannot be read: " + reason + ".");
    }

    /** As the superuser nothing is forbidden, so the words for it are asked for directly. */
    @Test
    void everyReason_isSaidInWords() {
        assertThat(UnreadableFile.reason(new AccessDeniedException("x.yaml")))
                .isEqualTo("this process has no permission to read it");
        assertThat(UnreadableFile.reason(new FileSystemException("x.yaml", null, "No such device")))
                .isEqualTo("No such device");
        assertThat(UnreadableFile.reason(new FileSystemException("x.yaml"))).isEqualTo("x.yaml");
        assertThat(UnreadableFile.reason(new IOException())).isEqualTo("java.io.IOException");
    }

    @Test
    void topology_thatMayNotBeRead_isNamed() throws IOException {
        Path file = Files.writeString(folder.resolve("closed.yaml"), Samples.text("minimal.yaml"));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("---------"));
        Assumptions.assumeFalse(Files.isReadable(file), "the superuser reads everything");
        assertUnreadable(file, "this process has no permission to read it");
    }

    @Test
    void topology_thatIsAFolder_isNamed() {
        assertUnreadable(folder, "Is a directory");
    }

    @Test
    void topology_thatIsALinkToItself_isNamed() throws IOException {
        Path file = folder.resolve("loop.yaml");
        Files.createSymbolicLink(file, file);
        assertUnreadable(file, "Too many levels of symbolic links or unable to access attributes of symbolic link");
    }

    @Test
    void topology_withoutEnd_isNotReadToItsEnd() {
        Path endless = Path.of("/dev/zero");
        Assumptions.assumeTrue(Files.exists(endless));
        assertThatThrownBy(() -> TopologyYaml.read(endless))
                .hasMessageContaining("more than " + TopologyYaml.SIZE_MAX + " bytes")
                .hasMessageContaining("K1301");
    }

    @Test
    void emptyFile_isSaidToBeEmpty() throws IOException {
        Path file = Files.createFile(folder.resolve("empty.yaml"));
        assertThatThrownBy(() -> TopologyYaml.read(file)).hasMessageContaining("empty.yaml:1:1: The file is empty");
    }

    private void assertSecretRefused(String reason) throws IOException {
        Path file = Files.writeString(folder.resolve("cluster.yaml"), Samples.text("full.yaml"));
        assertThatThrownBy(() -> TopologyYaml.read(file))
                .isInstanceOfSatisfying(
                        ShardException.class, error -> assertThat(error.code()).isEqualTo(ErrorCode.TOPOLOGY_INVALID))
                .hasMessageContaining("cluster.yaml:5:53: ")
                .hasMessageContaining("File secrets/password cannot be read: " + reason + ".");
    }

    @Test
    void secretThatIsMissing_isNamed() throws IOException {
        assertSecretRefused("there is no such file");
    }

    @Test
    void secretThatIsAFolder_isNamed() throws IOException {
        Files.createDirectories(folder.resolve("secrets/password"));
        assertSecretRefused("Is a directory");
    }

    @Test
    void secretInAnotherEncoding_isRefusedAndNotShown() throws IOException {
        Files.createDirectories(folder.resolve("secrets"));
        Files.write(folder.resolve("secrets/password"), "caf\u00e9".getBytes(StandardCharsets.ISO_8859_1));
        assertSecretRefused("it is not in UTF-8");
        assertThatThrownBy(() -> TopologyYaml.read(folder.resolve("cluster.yaml")))
                .hasMessageNotContaining("caf");
    }

    @Test
    void secretWithoutEnd_isNotReadToItsEnd() throws IOException {
        Path endless = Path.of("/dev/zero");
        Assumptions.assumeTrue(Files.exists(endless));
        Files.createDirectories(folder.resolve("secrets"));
        Files.createSymbolicLink(folder.resolve("secrets/password"), endless);
        assertSecretRefused("it is longer than 65536 bytes");
    }
}
