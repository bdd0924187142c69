package io.kintsugi.embedded;

import java.util.List;

/**
 * What runs one MySQL server: this machine itself, or what a {@link MySqlSource} brings. Thread-safe in the way that
 * {@link DatabaseServer} says, and its methods mean what that says of them.
 */
public interface MySqlRunner extends AutoCloseable {

    void start();

    void stop();

    void kill();

    void pause();

    void resume();

    /** Leaves nothing behind: neither the server nor its data. */
    @Override
    void close();

    boolean isRunning();

    boolean isPaused();

    /** On 127.0.0.1; 0 until the first start, when none was given, and then kept. */
    int port();

    /** As reports name it: {@code MySQL 9.7.4}, with the place if that is not this machine; known once it has run. */
    String engine();

    /** Where the server runs, for messages and reports. */
    String place();

    /** At most so many lines from the end of the server's log. */
    List<String> logTail(int lines);
}
