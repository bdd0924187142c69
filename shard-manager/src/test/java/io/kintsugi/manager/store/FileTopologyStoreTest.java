package io.kintsugi.manager.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kintsugi.errors.ErrorCode;
import io.kintsugi.errors.ShardException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileTopologyStoreTest {
    @TempDir
    Path folder;

    @Test
    void emptyFolder_hasNoVersion() {
        try (FileTopologyStore store = open()) {
            assertThat(store.get()).isEmpty();
        }
    }

    @Test
    void versions_growAndSurviveReopening() {
        try (FileTopologyStore store = open()) {
            assertThat(store.compareAndSet(0, change("one")).version()).isEqualTo(1);
            assertThat(store.compareAndSet(1, change("two")).version()).isEqualTo(2);
        }
        try (FileTopologyStore store = open()) {
            StoredTopology newest = store.get().orElseThrow();
            assertThat(newest.version()).isEqualTo(2);
            assertThat(newest.change()).isEqualTo(change("two"));
        }
    }

    @Test
    void compareAndSet_withAnotherVersion_storesNothing() throws IOException {
        try (FileTopologyStore store = open()) {
            store.compareAndSet(0, change("one"));
            assertThatThrownBy(() -> store.compareAndSet(0, change("two")))
                    .isInstanceOfSatisfying(
                            ShardException.class,
                            failure -> assertThat(failure.code()).isEqualTo(ErrorCode.VERSION_CONFLICT))
                    .hasMessageContaining("for version 0")
                    .hasMessageContaining("is version 1");
            assertThat(versionFiles()).hasSize(1);
        }
    }

    @Test
    void compareAndSet_byManyAtOnce_letsOneWinEachVersion() throws Exception {
        AtomicInteger wins = new AtomicInteger();
        AtomicInteger conflicts = new AtomicInteger();
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try (FileTopologyStore store = open()) {
            CountDownLatch start = new CountDownLatch(1);
            List<Future<?>> attempts = new ArrayList<>();
            for (int index = 0; index < 8; index++) {
                attempts.add(threads.submit(() -> {
                    start.await();
                    try {
                        store.compareAndSet(0, change("text"));
                        return wins.incrementAndGet();
                    } catch (ShardException conflict) {
                        return conflicts.incrementAndGet();
                    }
                }));
            }
            start.countDown();
            for (Future<?> attempt : attempts) {
                attempt.get();
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(wins).hasValue(1);
        assertThat(conflicts).hasValue(7);
    }

    @Test
    void watch_tellsOfEachVersionUntilClosed() {
        List<Long> seen = new ArrayList<>();
        try (FileTopologyStore store = open()) {
            TopologyStore.Watch watch = store.watch(stored -> seen.add(stored.version()));
            store.compareAndSet(0, change("one"));
            watch.close();
            store.compareAndSet(1, change("two"));
        }
        assertThat(seen).containsExactly(1L);
    }

    @Test
    void crashBeforeTheRename_leavesTheVersionBefore() throws IOException {
        try (FileTopologyStore store = open()) {
            store.compareAndSet(0, change("one"));
        }
        Path unfinished = folder.resolve("topology-2.yaml.123.unfinished");
        Files.writeString(unfinished, "# kintsugi-state sha256=half of");

        try (FileTopologyStore store = open()) {
            assertThat(store.get().orElseThrow().change().text()).isEqualTo("one");
            assertThat(unfinished).doesNotExist();
            assertThat(store.compareAndSet(store.get().orElseThrow().version(), change("two"))
                            .version())
                    .isGreaterThan(1);
        }
    }

    @Test
    void damagedFile_isRefusedWithTheWayBack_andTheWayBackWorks() throws IOException {
        try (FileTopologyStore store = open()) {
            store.compareAndSet(0, change("one"));
            store.compareAndSet(1, change("two"));
        }
        Path newest = folder.resolve("topology-2.yaml");
        Files.writeString(newest, Files.readString(newest).replace("two", "tvo"));

        assertThatThrownBy(this::open)
                .isInstanceOfSatisfying(
                        ShardException.class,
                        failure -> assertThat(failure.code()).isEqualTo(ErrorCode.STATE_CORRUPT))
                .hasMessageContaining("topology-2.yaml is damaged")
                .hasMessageContaining("to go back to topology-1.yaml: mv '" + newest + "' '" + newest + ".damaged'");

        Files.move(newest, folder.resolve("topology-2.yaml.damaged"));
        try (FileTopologyStore store = open()) {
            StoredTopology renewed = store.get().orElseThrow();
            assertThat(renewed.change().text()).isEqualTo("one");
            assertThat(renewed.version())
                    .as("above the lost 2, which clients may have")
                    .isEqualTo(3);
        }
    }

    @Test
    void onlyFileDamaged_numbersAreNotGivenTwice() throws IOException {
        try (FileTopologyStore store = open()) {
            store.compareAndSet(0, change("one"));
        }
        Files.move(folder.resolve("topology-1.yaml"), folder.resolve("topology-1.yaml.damaged"));
        try (FileTopologyStore store = open()) {
            assertThat(store.get()).isEmpty();
            assertThat(store.compareAndSet(0, change("anew")).version()).isEqualTo(2);
        }
    }

    @Test
    void renamedFile_isRefused() throws IOException {
        try (FileTopologyStore store = open()) {
            store.compareAndSet(0, change("one"));
        }
        Files.move(folder.resolve("topology-1.yaml"), folder.resolve("topology-7.yaml"));

        assertThatThrownBy(this::open).hasMessageContaining("says it is version 1");
    }

    @Test
    void secondManager_onTheSameFolder_isRefused() {
        try (FileTopologyStore store = open()) {
            assertThat(store.get()).isEmpty();
            assertThatThrownBy(this::open)
                    .isInstanceOfSatisfying(
                            ShardException.class,
                            failure -> assertThat(failure.code()).isEqualTo(ErrorCode.STATE_LOCKED))
                    .hasMessageContaining(folder.toString());
        }
        open().close();
    }

    @Test
    void oldVersions_areRemovedBeyondTheLimit() throws IOException {
        try (FileTopologyStore store = open()) {
            for (int version = 0; version < 12; version++) {
                store.compareAndSet(version, change("text " + version));
            }
            assertThat(versionFiles()).hasSize(5).contains("topology-12.yaml", "topology-8.yaml");
        }
    }

    @Test
    void folder_isClosedToOthers() throws IOException {
        open().close();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
                .isEqualTo("rwx------");
    }

    private FileTopologyStore open() {
        return FileTopologyStore.open(folder, 5, Clock.systemUTC());
    }

    private static TopologyChange change(String text) {
        return new TopologyChange(TopologyOrigin.API, "", text);
    }

    private List<String> versionFiles() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.startsWith("topology-"))
                    .toList();
        }
    }
}
