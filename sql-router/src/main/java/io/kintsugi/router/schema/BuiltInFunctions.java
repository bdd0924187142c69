package io.kintsugi.router.schema;

import io.kintsugi.router.schema.FunctionTraits.Volatility;
import io.kintsugi.topology.Dialect;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The functions that a stock server brings along, by folded name. Immutable and thread-safe; reading the list takes a
 * few milliseconds, so keep the instance.
 */
public final class BuiltInFunctions {
    private static final String POSTGRESQL_18 = "postgresql-18-functions.txt";
    private static final String MYSQL_9 = "mysql-9-functions.txt";

    private final Map<String, FunctionTraits> functions;

    private BuiltInFunctions(Map<String, FunctionTraits> functions) {
        this.functions = Map.copyOf(functions);
    }

    /** The functions of PostgreSQL 18, and the forms of its grammar that look like functions. */
    public static BuiltInFunctions postgreSql() {
        return parse(resource(POSTGRESQL_18));
    }

    /** The functions of MySQL 9, and the forms of its grammar that look like functions. */
    public static BuiltInFunctions mySql() {
        return parse(resource(MYSQL_9));
    }

    /** The functions of a dialect. */
    public static BuiltInFunctions of(Dialect dialect) {
        return switch (dialect) {
            case POSTGRESQL -> postgreSql();
            case MYSQL -> mySql();
        };
    }

    /** All names, folded. */
    public Set<String> names() {
        return functions.keySet();
    }

    /** What is known of that name; empty when no server has it by itself. */
    public Optional<FunctionTraits> function(String name) {
        return Optional.ofNullable(functions.get(name));
    }

    /** How many names are known. */
    public int size() {
        return functions.size();
    }

    private static String resource(String name) {
        try (InputStream stream = BuiltInFunctions.class.getResourceAsStream(name)) {
            if (stream == null) {
                throw new IllegalStateException("the resource " + name + " is missing from the jar");
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the resource " + name, e);
        }
    }

    /** Sections {@code [volatility flags]} followed by names; {@code #} starts a comment line. */
    private static BuiltInFunctions parse(String text) {
        Map<String, FunctionTraits> functions = new HashMap<>();
        FunctionTraits section = new FunctionTraits(false, false, false, Volatility.VOLATILE);
        for (String line : text.split("\n")) {
            if (line.startsWith("#") || line.isBlank()) {
                continue;
            }
            if (line.startsWith("[")) {
                section = section(line.substring(1, line.length() - 1));
                continue;
            }
            for (String name : line.split(" ")) {
                functions.merge(name, section, FunctionTraits::orMoreCareful);
            }
        }
        return new BuiltInFunctions(functions);
    }

    private static FunctionTraits section(String header) {
        Set<String> words = Set.of(header.split(" "));
        String volatility = header.split(" ")[0];
        return new FunctionTraits(
                false,
                words.contains("aggregate"),
                words.contains("window"),
                Volatility.valueOf(volatility.toUpperCase(Locale.ROOT)));
    }
}
