package io.kintsugi.engine.api;

import io.kintsugi.errors.ErrorCode;
import io.kintsugi.errors.ShardException;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The engine's limits, and the properties that go to the native driver on every backend connection. Immutable.
 *
 * @param limits what differs from the default
 * @param backendProperties passed on as they are
 */
public record EngineConfig(Map<EngineProperty, Long> limits, Map<String, String> backendProperties) {
    /** Everything at its default. */
    public static final EngineConfig DEFAULT = new EngineConfig(Map.of(), Map.of());

    public EngineConfig {
        limits = Map.copyOf(limits);
        backendProperties = Map.copyOf(backendProperties);
        limits.forEach(EngineConfig::requireInRange);
    }

    /** The names this configuration knows; all others are backend properties. */
    public static Set<String> names() {
        return Arrays.stream(EngineProperty.values()).map(EngineProperty::text).collect(Collectors.toUnmodifiableSet());
    }

    /** Known names become limits, all others backend properties; INVALID_PROPERTY for a bad value. */
    public static EngineConfig from(Map<String, String> properties) {
        Map<EngineProperty, Long> limits = new EnumMap<>(EngineProperty.class);
        Map<String, String> rest = new LinkedHashMap<>();
        properties.forEach((name, value) -> EngineProperty.of(name)
                .ifPresentOrElse(
                        property -> limits.put(property, parse(property, value)), () -> rest.put(name, value)));
        return new EngineConfig(limits, rest);
    }

    /** The same with one limit changed. */
    public EngineConfig with(EngineProperty property, long value) {
        Map<EngineProperty, Long> changed = new EnumMap<>(EngineProperty.class);
        changed.putAll(limits);
        changed.put(property, value);
        return new EngineConfig(changed, backendProperties);
    }

    /** The value in force. */
    public long get(EngineProperty property) {
        Long value = limits.get(property);
        return value == null ? property.defaultValue() : value;
    }

    /** The value in force of a property whose range fits an {@code int}. */
    public int getInt(EngineProperty property) {
        return Math.toIntExact(get(property));
    }

    private static long parse(EngineProperty property, String value) {
        try {
            return Long.parseLong(value.trim());
        } catch (NumberFormatException notANumber) {
            throw invalid(property, value, notANumber);
        }
    }

    private static void requireInRange(EngineProperty property, long value) {
        if (value < property.least() || value > property.most()) {
            throw invalid(property, Long.toString(value), null);
        }
    }

    private static ShardException invalid(EngineProperty property, String value, @Nullable Throwable cause) {
        String message = "Property " + property.text() + " is '" + value + "'.";
        String remedy = "Give a whole number from " + property.least() + " to " + property.most() + ": "
                + property.meaning() + ".";
        return new ShardException(ErrorCode.INVALID_PROPERTY, message, cause).withRemedy(remedy);
    }
}
