package io.kintsugi.testkit.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class GreetingTest {

    @Test
    void version_isReadAndNamed_whoseverServerItIs() throws IOException {
        assertThat(engine("9.7.4")).isEqualTo("MySQL 9.7.4");
        assertThat(engine("8.4.6-debug")).isEqualTo("MySQL 8.4.6");
        assertThat(engine("5.5.5-11.4.5-MariaDB-log")).isEqualTo("MariaDB 11.4.5");
        assertThat(engine("12.0.2-MariaDB")).isEqualTo("MariaDB 12.0.2");
    }

    @Test
    void errorInsteadOfAGreeting_isNotReady() throws IOException {
        assertThat(Greeting.read(packet(255, "Too many connections\0"))).isEmpty();
    }

    @Test
    void cutOrEndlessGreeting_isAnError() {
        assertThatThrownBy(() -> Greeting.read(packet(10, "9.7"))).isInstanceOf(EOFException.class);
        assertThatThrownBy(() -> Greeting.read(packet(10, "9".repeat(1000)))).isInstanceOf(EOFException.class);
        assertThatThrownBy(() -> Greeting.read(new DataInputStream(new ByteArrayInputStream(new byte[2]))))
                .isInstanceOf(EOFException.class);
    }

    private static String engine(String version) throws IOException {
        return Greeting.read(packet(10, version + "\0rest")).orElseThrow().engine();
    }

    private static DataInputStream packet(int protocol, String text) {
        byte[] letters = text.getBytes(StandardCharsets.ISO_8859_1);
        byte[] packet = new byte[letters.length + 5];
        packet[4] = (byte) protocol;
        System.arraycopy(letters, 0, packet, 5, letters.length);
        return new DataInputStream(new ByteArrayInputStream(packet));
    }
}
