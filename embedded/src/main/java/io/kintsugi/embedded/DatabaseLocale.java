package io.kintsugi.embedded;

import java.util.List;
import java.util.Objects;

/**
 * How a new server sorts and classifies text. The default, {@code builtin("C.UTF-8")}, sorts by code point and is the
 * same on every platform; it needs no locale installed on the machine.
 */
public record DatabaseLocale(Provider provider, String name) {

    /** Who implements the locale: PostgreSQL itself, the bundled ICU, or the machine's C library. */
    public enum Provider {
        BUILTIN,
        ICU,
        LIBC
    }

    public DatabaseLocale {
        Objects.requireNonNull(provider, "provider");
        Objects.requireNonNull(name, "name");
    }

    public static DatabaseLocale builtin(String name) {
        return new DatabaseLocale(Provider.BUILTIN, name);
    }

    public static DatabaseLocale icu(String name) {
        return new DatabaseLocale(Provider.ICU, name);
    }

    public static DatabaseLocale libc(String name) {
        return new DatabaseLocale(Provider.LIBC, name);
    }

    List<String> initdbArguments() {
        return switch (provider) {
            case BUILTIN -> List.of("--locale=C", "--locale-provider=builtin", "--builtin-locale=" + name);
            case ICU -> List.of("--locale=C", "--locale-provider=icu", "--icu-locale=" + name);
            case LIBC -> List.of("--locale-provider=libc", "--locale=" + name, "--lc-messages=C");
        };
    }
}
