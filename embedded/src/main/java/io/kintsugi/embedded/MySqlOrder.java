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
        return new EmbeddedServerException(ServerFailure.of(texts(cause) + log), sentence(what), log, cause);
    }

    /** There is no MySQL to be run. */
    public EmbeddedServerException missing(String what, Exception cause) {
        return new EmbeddedServerException(ServerFailure.MISSING_MYSQL, sentence(what), cause);
    }

    private String sentence(String what) {
        return "Server '" + name() + "' " + what + ".";
    }

    private static String texts(@Nullable Throwable failure) {
        StringBuilder texts = new StringBuilder();
        for (Throwable next = failure; next != null; next = next.getCause()) {
            texts.append(next).append('\n');
        }
        return texts.toString();
    }
}
