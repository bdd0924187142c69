package io.kintsugi.router.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a type as written in DDL into the name that PostgreSQL would print for it. Stateless. */
final class TypeNames {
    private static final Pattern PIECE = Pattern.compile("\"(?:[^\"]|\"\")*\"|[^\\s\"(),.\\[\\]%]+|[(),.\\[\\]%]");

    /** Names that need no quotes; {@code char} does, unquoted it is another type. */
    private static final Pattern PLAIN = Pattern.compile("(?!char$)[a-z_][a-z0-9_$]*");

    /** Spellings of built-in types, and what {@code format_type} calls them. */
    private static final Map<String, String> CANONICAL = Map.ofEntries(
            Map.entry("int", "integer"),
            Map.entry("int4", "integer"),
            Map.entry("serial", "integer"),
            Map.entry("serial4", "integer"),
            Map.entry("int2", "smallint"),
            Map.entry("smallserial", "smallint"),
            Map.entry("serial2", "smallint"),
            Map.entry("int8", "bigint"),
            Map.entry("bigserial", "bigint"),
            Map.entry("serial8", "bigint"),
            Map.entry("decimal", "numeric"),
            Map.entry("dec", "numeric"),
            Map.entry("float4", "real"),
            Map.entry("float8", "double precision"),
            Map.entry("bool", "boolean"),
            Map.entry("varchar", "character varying"),
            Map.entry("char varying", "character varying"),
            Map.entry("national character varying", "character varying"),
            Map.entry("national char varying", "character varying"),
            Map.entry("nchar varying", "character varying"),
            Map.entry("char", "character"),
            Map.entry("national character", "character"),
            Map.entry("national char", "character"),
            Map.entry("nchar", "character"),
            Map.entry("timestamp", "timestamp without time zone"),
            Map.entry("timestamptz", "timestamp with time zone"),
            Map.entry("time", "time without time zone"),
            Map.entry("timetz", "time with time zone"),
            Map.entry("varbit", "bit varying"));

    /**
     * A type in parts.
     *
     * @param base the canonical name of a built-in type, or the folded last part of any other
     * @param builtIn whether the name was spelled as a built-in type can be: not quoted, not of a user's schema
     * @param modifiers as written between parentheses, without blanks
     * @param serial whether it was one of the serial pseudo-types
     */
    record Parts(String base, boolean builtIn, Optional<String> modifiers, boolean array, boolean serial) {
        /** As {@code format_type} prints it. */
        String printed() {
            String name = builtIn || PLAIN.matcher(base).matches() ? withModifiers() : quoted(base);
            return name + (array ? "[]" : "");
        }

        private String withModifiers() {
            if (modifiers.isEmpty()) {
                return base;
            }
            int zone = base.indexOf(" with");
            return zone < 0
                    ? base + "(" + modifiers.get() + ")"
                    : base.substring(0, zone) + "(" + modifiers.get() + ")" + base.substring(zone);
        }
    }

    private static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    private TypeNames() {}

    static Parts parse(String written) {
        List<String> words = new ArrayList<>();
        StringBuilder modifiers = new StringBuilder();
        boolean array = false;
        boolean inside = false;
        for (String piece : pieces(written)) {
            switch (piece) {
                case "(" -> inside = true;
                case ")" -> inside = false;
                case "[", "]" -> array = true;
                default -> {
                    if (inside) {
                        modifiers.append(piece);
                    } else if (piece.equalsIgnoreCase("array")) {
                        array = true;
                    } else if (!array) {
                        words.add(piece);
                    }
                }
            }
        }
        return parts(words, modifiers.toString(), array);
    }

    private static List<String> pieces(String written) {
        Matcher matcher = PIECE.matcher(written);
        List<String> pieces = new ArrayList<>();
        while (matcher.find()) {
            pieces.add(matcher.group());
        }
        return pieces;
    }

    private static Parts parts(List<String> words, String modifiers, boolean array) {
        List<String> name = withoutSystemSchema(words);
        boolean builtIn =
                name.stream().noneMatch(word -> word.equals(".") || word.equals("%") || word.startsWith("\""));
        if (!builtIn) {
            return new Parts(unquoted(name.get(name.size() - 1)), false, Optional.empty(), array, false);
        }
        String joined = String.join(" ", name).toLowerCase(Locale.ROOT);
        if (joined.equals("float")) {
            return new Parts(floatOf(modifiers), true, Optional.empty(), array, false);
        }
        String base = CANONICAL.getOrDefault(joined, joined);
        Optional<String> kept =
                modifiers.isEmpty() ? defaultModifiers(base, joined) : Optional.of(full(base, modifiers));
        return new Parts(base, true, kept, array, joined.contains("serial"));
    }

    private static List<String> withoutSystemSchema(List<String> words) {
        boolean system = words.size() > 2
                && words.get(0).equalsIgnoreCase("pg_catalog")
                && words.get(1).equals(".");
        return system ? words.subList(2, words.size()) : words;
    }

    private static String unquoted(String word) {
        return word.startsWith("\"")
                ? word.substring(1, word.length() - 1).replace("\"\"", "\"")
                : word.toLowerCase(Locale.ROOT);
    }

    /** {@code float(n)} counts binary digits: up to 24 is real. */
    private static String floatOf(String modifiers) {
        return !modifiers.isEmpty() && Integer.parseInt(modifiers) <= 24 ? "real" : "double precision";
    }

    /** A scale that is not written is 0. */
    private static String full(String base, String modifiers) {
        return base.equals("numeric") && !modifiers.contains(",") ? modifiers + ",0" : modifiers;
    }

    private static Optional<String> defaultModifiers(String base, String written) {
        boolean oneLong = base.equals("character") || (base.equals("bit") && written.equals("bit"));
        return oneLong ? Optional.of("1") : Optional.empty();
    }
}
