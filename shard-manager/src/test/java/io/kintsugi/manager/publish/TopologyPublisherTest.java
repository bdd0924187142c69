package io.kintsugi.manager.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kintsugi.errors.ErrorCode;
import io.kintsugi.errors.ShardException;
import io.kintsugi.manager.journal.Journal;
import io.kintsugi.manager.store.FileTopologyStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TopologyPublisherTest {
    @TempDir
    Path folder;

    private final Journal journal = new Journal(Clock.systemUTC(), 20);

    @Test
    void fileChange_bringsTheNextVersion_andTouchDoesNot() throws IOException {
        Path file = write(Texts.cluster("country"));
        try (FileTopologyStore store = open()) {
            TopologyPublisher publisher = started(store, file);
            AtomicInteger changes = new AtomicInteger();
            publisher.onChange(changes::incrementAndGet);
            publisher.pollFile();
            assertThat(version(publisher)).isEqualTo(1);

            write(Texts.cluster("countries"));
            publisher.pollFile();

            assertThat(version(publisher)).isEqualTo(2);
            assertThat(publisher.current().orElseThrow().topology().table("countries"))
                    .isPresent();
            assertThat(changes).hasValue(1);
        }
    }

    @Test
    void invalidFile_leavesTheTopologyInForce_andIsReportedUntilCorrected() throws IOException {
        Path file = write(Texts.cluster("country"));
        try (FileTopologyStore store = open()) {
            TopologyPublisher publisher = started(store, file);
            write(Texts.cluster("country").replace("nodes: [b]", "nodes: [bb]"));
            publisher.pollFile();

            assertThat(version(publisher)).isEqualTo(1);
            assertThat(publisher.fileProblem().orElseThrow().message())
                    .contains("cluster.yaml:10:")
                    .contains("bb");
            assertThat(journal.lastError()).isPresent();

            write(Texts.cluster("country"));
            publisher.pollFile();
            assertThat(publisher.fileProblem()).isEmpty();
            assertThat(version(publisher)).as("nothing has changed").isEqualTo(1);
        }
    }

    @Test
    void missingFile_isAProblemToo() throws IOException {
        Path file = write(Texts.cluster("country"));
        try (FileTopologyStore store = open()) {
            TopologyPublisher publisher = started(store, file);
            Files.delete(file);
            publisher.pollFile();

            assertThat(publisher.fileProblem().orElseThrow().message()).contains(file.toString());
            write(Texts.cluster("country"));
            publisher.pollFile();
            assertThat(publisher.fileProblem()).isEmpty();
        }
    }

    @Test
    void firstFileInvalid_startFails() throws IOException {
        Path file = write("cluster: [");
        try (FileTopologyStore store = open()) {
            assertThatThrownBy(() -> started(store, file))
                    .isInstanceOfSatisfying(
                            ShardException.class,
                            failure -> assertThat(failure.code()).isEqualTo(ErrorCode.TOPOLOGY_INVALID))
                    .hasMessageContaining("cluster.yaml:1:");
        }
    }

    @Test
    void restart_withUnchangedFile_keepsTheVersion_alsoAfterAChangeThroughTheApi() throws IOException {
        Path file = write(Texts.cluster("country"));
        try (FileTopologyStore store = open()) {
            started(store, file).replace(1, Texts.cluster("from_api"));
        }
        try (FileTopologyStore store = open()) {
            TopologyPublisher publisher = started(store, file);
            assertThat(version(publisher)).isEqualTo(2);
            assertThat(publisher.current().orElseThrow().topology().table("from_api"))
                    .isPresent();
        }
    }

    @Test
    void restart_withBrokenFile_goesOnWithWhatWasStored() throws IOException {
        Path file = write(Texts.cluster("country"));
        try (FileTopologyStore store = open()) {
            started(store, file);
        }
        write("cluster: [");
        try (FileTopologyStore store = open()) {
            TopologyPublisher publisher = started(store, file);
            assertThat(version(publisher)).isEqualTo(1);
            assertThat(publisher.fileProblem()).isPresent();
        }
    }

    @Test
    void secrets_areNeverInWhatClientsGet() throws IOException {
        Path file = write(Texts.cluster("country") + "credentials: {user: app, password: \"hunter2hunter2\"}\n");
        try (FileTopologyStore store = open()) {
            TopologyPublisher publisher = started(store, file);

            assertThat(publisher.current().orElseThrow().yaml()).doesNotContain("hunter2");
            assertThat(publisher.current().orElseThrow().topology().credentials())
                    .isPresent();
            assertThat(publisher.current().toString()).doesNotContain("hunter2");
        }
    }

    @Test
    void textFromTheApi_mayNotReferToThisMachine() {
        try (FileTopologyStore store = open()) {
            TopologyPublisher publisher = publisher(store, Optional.empty());
            publisher.start();

            assertThatThrownBy(
                            () -> publisher.replace(0, Texts.cluster("country").replace("shop", "${HOME}")))
                    .isInstanceOf(ShardException.class);
            assertThatThrownBy(() -> publisher.replace(
                            0, Texts.cluster("x").replace("cluster: shop", "cluster: \"${file:/etc/hostname}\"")))
                    .hasMessageContaining("cluster file only");
            assertThat(publisher.current()).isEmpty();
        }
    }

    @Test
    void changeThroughTheApi_keepsTheCredentialsOfTheFile() throws IOException {
        Path file = write(Texts.cluster("country") + "credentials: {user: app, password: \"hunter2hunter2\"}\n");
        try (FileTopologyStore store = open()) {
            TopologyPublisher publisher = started(store, file);
            publisher.replace(1, Texts.cluster("other"));

            assertThat(publisher
                            .current()
                            .orElseThrow()
                            .topology()
                            .credentials()
                            .orElseThrow()
                            .user())
                    .isEqualTo("app");
        }
    }

    private TopologyPublisher started(FileTopologyStore store, Path file) {
        TopologyPublisher publisher = publisher(store, Optional.of(file));
        publisher.start();
        return publisher;
    }

    private TopologyPublisher publisher(FileTopologyStore store, Optional<Path> file) {
        return new TopologyPublisher(store, file, name -> Optional.empty(), journal, Clock.systemUTC());
    }

    private static long version(TopologyPublisher publisher) {
        return publisher.current().orElseThrow().version();
    }

    private FileTopologyStore open() {
        return FileTopologyStore.open(folder.resolve("state"), 10, Clock.systemUTC());
    }

    private Path write(String text) throws IOException {
        return Files.writeString(folder.resolve("cluster.yaml"), text);
    }
}
