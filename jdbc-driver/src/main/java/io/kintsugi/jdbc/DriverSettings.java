package io.kintsugi.jdbc;

import io.kintsugi.engine.api.EngineConfig;
import io.kintsugi.engine.api.EngineProperty;
import io.kintsugi.engine.api.SchemaChangeMode;
import io.kintsugi.engine.api.SessionOptions;
import io.kintsugi.engine.api.TransactionMode;
import io.kintsugi.errors.ErrorCode;
import io.kintsugi.errors.ShardException;
import io.kintsugi.topology.Credentials;
import io.kintsugi.topology.Secret;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeSet;

/**
 * A URL together with the properties given beside it, checked; INVALID_URL and INVALID_PROPERTY with what was probably
 * meant. The URL's own properties win over those beside it, as in the native driver.
 *
 * @param text the URL without its properties, for {@code getURL}: it may be shown to anybody
 * @param credentials empty: those of the topology
 */
record DriverSettings(
        String text,
        KintsugiUrl url,
        NativeDialect dialect,
        Optional<Credentials> credentials,
        EngineConfig config,
        SessionOptions session,
        Map<DriverProperty, String> own) {
    DriverSettings {
        Objects.requireNonNull(text, "text");
        Objects.requireNonNull(url, "url");
        Objects.requireNonNull(dialect, "dialect");
        own = Map.copyOf(own);
    }

    static DriverSettings of(String url, Properties beside) {
        KintsugiUrl parsed = KintsugiUrl.parse(url);
        NativeDialect dialect = NativeDialect.of(parsed.dialect());
        Map<String, String> all = new LinkedHashMap<>();
        beside.stringPropertyNames().forEach(name -> all.put(name, beside.getProperty(name)));
        all.putAll(parsed.properties());
        Map<DriverProperty, String> own = takeOwn(all);
        all.keySet().forEach(name -> requireKnown(name, dialect));
        int question = url.indexOf('?');
        DriverSettings settings = new DriverSettings(
                question < 0 ? url : url.substring(0, question),
                parsed,
                dialect,
                credentials(own),
                EngineConfig.from(all),
                sessionOptions(own),
                own);
        Arrays.stream(DriverProperty.values()).filter(DriverProperty::isNumber).forEach(settings::number);
        return settings;
    }

    private static Map<DriverProperty, String> takeOwn(Map<String, String> all) {
        Map<DriverProperty, String> own = new LinkedHashMap<>();
        for (DriverProperty property : DriverProperty.values()) {
            String value = all.remove(property.text());
            if (value != null) {
                own.put(property, value);
            }
        }
        return own;
    }

    private static void requireKnown(String name, NativeDialect dialect) {
        if (EngineProperty.of(name).isPresent() || dialect.passedProperties().contains(name)) {
            return;
        }
        if (dialect.topologyProperties().contains(name)) {
            throw new ShardException(ErrorCode.INVALID_PROPERTY, "The property '" + name + "' cannot be set here.")
                    .withRemedy("Where to connect is written in the topology.");
        }
        TreeSet<String> known = new TreeSet<>(dialect.passedProperties());
        known.addAll(EngineConfig.names());
        for (DriverProperty property : DriverProperty.values()) {
            known.add(property.text());
        }
        String suggestion = Suggestions.didYouMean(name, known);
        throw new ShardException(ErrorCode.INVALID_PROPERTY, "There is no property '" + name + "'." + suggestion)
                .withRemedy("Driver.getPropertyInfo lists all properties.");
    }

    private static Optional<Credentials> credentials(Map<DriverProperty, String> own) {
        String user = own.getOrDefault(DriverProperty.USER, "");
        String password = own.get(DriverProperty.PASSWORD);
        if (user.isEmpty() && password != null && !password.isEmpty()) {
            throw new ShardException(ErrorCode.INVALID_PROPERTY, "A password is given without a user.")
                    .withRemedy("Give the property user as well.");
        }
        Secret secret = password == null ? Secret.none() : new Secret(password);
        return user.isEmpty() ? Optional.empty() : Optional.of(new Credentials(user, secret));
    }

    private static SessionOptions sessionOptions(Map<DriverProperty, String> own) {
        Optional<String> shard =
                Optional.ofNullable(own.get(DriverProperty.SHARD)).filter(text -> !text.isBlank());
        TransactionMode mode = TransactionMode.of(
                own.getOrDefault(DriverProperty.TRANSACTION_MODE, DriverProperty.TRANSACTION_MODE.defaultValue()));
        SchemaChangeMode change = SchemaChangeMode.of(own.getOrDefault(
                DriverProperty.SCHEMA_CHANGE_IN_TRANSACTION,
                DriverProperty.SCHEMA_CHANGE_IN_TRANSACTION.defaultValue()));
        return new SessionOptions(true, false, shard, mode, change);
    }

    Optional<String> text(DriverProperty property) {
        return Optional.ofNullable(own.get(property)).filter(value -> !value.isBlank());
    }

    Duration duration(DriverProperty property) {
        return Duration.ofMillis(number(property));
    }

    /** INVALID_PROPERTY for what is no whole number from 0 on. */
    long number(DriverProperty property) {
        String value = own.getOrDefault(property, property.defaultValue());
        try {
            long number = Long.parseLong(value.trim());
            if (number >= 0) {
                return number;
            }
        } catch (NumberFormatException notANumber) {
            throw invalidNumber(property, value, notANumber);
        }
        throw invalidNumber(property, value, null);
    }

    private static ShardException invalidNumber(
            DriverProperty property, String value, @org.jspecify.annotations.Nullable Throwable cause) {
        String message = "Property " + property.text() + " is '" + value + "'.";
        return new ShardException(ErrorCode.INVALID_PROPERTY, message, cause)
                .withRemedy("Give a whole number, 0 or more: " + property.meaning() + ".");
    }

    /** Without the properties: one of them may be a password. */
    @Override
    public String toString() {
        return "DriverSettings[" + text + "]";
    }
}
