package io.kintsugi.embedded;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a {@link MySqlSource} is asked for: a server whose data need not outlive it, with the settings and accounts
 * that one of this machine would have. Immutable.
 */
public final class MySqlOrder {

    private final MySqlOptions options;

    public MySqlOrder(MySqlOptions options) {
        this.options = Objects.requireNonNull(options, "options");
    }

    public String name() {
        return options.name();
    }

    /** 0: any free one. */
    public int port() {
        return options.port();
    }

    /** The server's options, without dashes in front; what concerns folders and addresses is left to the source. */
    public Map<String, String> settings(int port) {
        return MySqlConfiguration.settings(MySqlBinaries.Flavour.MYSQL, options, port);
    }

    /** To be run once, by root, on the new server. */
    public List<String> accountStatements() {
        return MySqlAccounts.creation(options);
    }

    public Duration startLimit() {
        return options.startLimit();
    }

    public Duration stopLimit() {
        return options.stopLimit();
    }

    /** A free port on 127.0.0.1, which somebody else may have taken when it is used. */
    public static int freePort() {
        return FreePort.find();
    }

    /** With the sentence that tells the way out, found by what the server and the failure say. */
    public EmbeddedServerException failure(String what, String log, @Nullable Exception cause) {
        String whole = cause == null ? what : what + ": " + innermost(cause).getMessage();
        return new EmbeddedServerException(ServerFailure.of(whole + log), sentence(whole), log, cause);
    }

    /** There is no MySQL to be run. */
    public EmbeddedServerException missing(String what, Exception cause) {
        return new EmbeddedServerException(ServerFailure.MISSING_MYSQL, sentence(what), cause);
    }

    private String sentence(String what) {
        return "Server '" + name() + "' " + what + ".";
    }

    /** A container engine's client wraps what the engine says many times. */
    private static Throwable innermost(Throwable failure) {
        Throwable innermost = failure;
        while (innermost.getCause() != null) {
            innermost = innermost.getCause();
        }
        return innermost;
    }
}
