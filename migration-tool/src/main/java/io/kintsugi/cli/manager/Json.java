package io.kintsugi.cli.manager;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** Reads JSON, which YAML 1.2 contains; saves a library. Missing and mistyped values read as empty. */
record Json(@Nullable Object value) {
    private static final int SIZE_MAX = 64 * 1024 * 1024;

    /** An empty value where the text is no JSON. */
    static Json parse(String text) {
        try {
            LoadSettings settings =
                    LoadSettings.builder().setCodePointLimit(SIZE_MAX).build();
            return new Json(new Load(settings).loadFromString(text));
        } catch (YamlEngineException malformed) {
            return new Json(null);
        }
    }

    Json at(String key) {
        return new Json(value instanceof Map<?, ?> map ? map.get(key) : null);
    }

    String text() {
        return value == null ? "" : value.toString();
    }

    List<Json> elements() {
        return value instanceof List<?> list ? list.stream().map(Json::new).toList() : List.of();
    }
}
