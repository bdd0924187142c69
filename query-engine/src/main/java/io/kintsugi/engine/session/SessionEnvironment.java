package io.kintsugi.engine.session;

import io.kintsugi.router.MySqlSession;
import java.util.List;
import java.util.Objects;

/**
 * The settings that change where a statement goes.
 *
 * @param searchPath existing schemas only, {@code $user} resolved; in MySQL the default database
 * @param mySql what only a session of MySQL has
 */
public record SessionEnvironment(List<String> searchPath, String timeZone, MySqlSession mySql) {
    public SessionEnvironment {
        searchPath = List.copyOf(searchPath);
        Objects.requireNonNull(timeZone, "timeZone");
        Objects.requireNonNull(mySql, "mySql");
    }

    /** Of a PostgreSQL session. */
    public SessionEnvironment(List<String> searchPath, String timeZone) {
        this(searchPath, timeZone, MySqlSession.STOCK);
    }
}
