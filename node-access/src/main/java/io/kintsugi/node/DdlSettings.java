package io.kintsugi.node;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The settings of a recorded change as the journal keeps them: a form's fields. Stateless. */
final class DdlSettings {
    private DdlSettings() {}

    static String encoded(Map<String, String> settings) {
        return settings.entrySet().stream()
                .map(setting ->
                        URLEncoder.encode(setting.getKey(), UTF_8) + "=" + URLEncoder.encode(setting.getValue(), UTF_8))
                .collect(Collectors.joining("&"));
    }

    /** Of a change recorded without them, none. */
    static Map<String, String> decoded(@Nullable String text) {
        Map<String, String> settings = new LinkedHashMap<>();
        if (text == null || text.isEmpty()) {
            return settings;
        }
        for (String field : text.split("&")) {
            int sign = field.indexOf('=');
            settings.put(
                    URLDecoder.decode(field.substring(0, sign), UTF_8),
                    URLDecoder.decode(field.substring(sign + 1), UTF_8));
        }
        return settings;
    }
}
