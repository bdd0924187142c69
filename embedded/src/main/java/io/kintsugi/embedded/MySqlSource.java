package io.kintsugi.embedded;

/**
 * Brings MySQL servers from elsewhere where no folder of an unpacked MySQL is named. Found by
 * {@link java.util.ServiceLoader}; nothing that is published brings one: Kintsugi's own tests do.
 */
public interface MySqlSource {

    /** Whether it can, found out at once and cheaply. */
    boolean isAvailable();

    /** The server does not run yet. */
    MySqlRunner runner(MySqlOrder order);
}
