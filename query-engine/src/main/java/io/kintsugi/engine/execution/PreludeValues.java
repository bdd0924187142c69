package io.kintsugi.engine.execution;

import java.util.Objects;

/**
 * What preludes tell the servers.
 *
 * @param instant one server's clock, for statements on several; empty where no plan pins time
 * @param lastInsertId what LAST_INSERT_ID() is to the session
 */
record PreludeValues(String instant, long lastInsertId) {
    PreludeValues {
        Objects.requireNonNull(instant, "instant");
    }
}
