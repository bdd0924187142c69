package io.kintsugi.engine.api;

import java.util.Objects;

/**
 * A savepoint of the session's transaction.
 *
 * @param id unique within the session, for unnamed savepoints
 * @param name as the servers know it, unquoted
 * @param named whether the application chose the name
 */
public record SavepointHandle(int id, String name, boolean named) {
    public SavepointHandle {
        Objects.requireNonNull(name, "name");
    }
}
