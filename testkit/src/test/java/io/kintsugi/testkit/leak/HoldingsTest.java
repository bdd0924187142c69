package io.kintsugi.testkit.leak;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class HoldingsTest {

    @Test
    void openSocket_isSeenUntilItIsClosed() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Holdings before = Holdings.first();
            try (Socket client = new Socket(InetAddress.getLoopbackAddress(), server.getLocalPort());
                    Socket accepted = server.accept()) {
                assertThat(client.isConnected() && accepted.isConnected()).isTrue();
                assertThat(Holdings.now().beyond(before)).isNotEmpty().allMatch(held -> held.startsWith("socket:"));
            }
            assertThat(Holdings.now().beyond(before)).isEmpty();
        }
    }

    @Test
    void openFile_isSeenByItsName(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("left.txt"), "x");
        Holdings before = Holdings.first();
        try (InputStream open = Files.newInputStream(file)) {
            assertThat(open.read()).isEqualTo('x');
            assertThat(Holdings.now().beyond(before)).anyMatch(held -> held.endsWith("left.txt"));
        }
        assertThat(Holdings.now().beyond(before)).isEmpty();
    }

    @Test
    void threadOfOurs_isSeen_othersAreNot() throws Exception {
        Holdings before = Holdings.first();
        CountDownLatch end = new CountDownLatch(1);
        Thread ours = waiting("kintsugi-left", end);
        Thread other = waiting("somebody", end);
        assertThat(Holdings.now().beyond(before)).containsExactly("thread kintsugi-left");
        end.countDown();
        ours.join();
        other.join();
        assertThat(Holdings.now().beyond(before)).isEmpty();
    }

    private static Thread waiting(String name, CountDownLatch end) {
        Thread thread = new Thread(
                () -> {
                    try {
                        end.await();
                    } catch (InterruptedException interrupted) {
                        Thread.currentThread().interrupt();
                    }
                },
                name);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }
}
