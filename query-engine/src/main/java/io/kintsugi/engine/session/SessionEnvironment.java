package io.kintsugi.engine.session;

import java.util.List;
import java.util.Objects;

/**
 * The settings that change where a statement goes.
 *
 * @param searchPath existing schemas only, {@code $user} resolved
 */
public record SessionEnvironment(List<String> searchPath, String timeZone) {
    public SessionEnvironment {
        searchPath = List.copyOf(searchPath);
        Objects.requireNonNull(timeZone, "timeZone");
    }
}
