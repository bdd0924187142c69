package io.kintsugi.topology.yaml;

import io.kintsugi.topology.yaml.YamlValue.Entry;
import io.kintsugi.topology.yaml.YamlValue.Mapping;
import io.kintsugi.topology.yaml.YamlValue.Position;
import io.kintsugi.topology.yaml.YamlValue.Scalar;
import io.kintsugi.topology.yaml.YamlValue.Sequence;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Typed access to values. Each method reports what is wrong and then answers empty, so that reading goes on and finds
 * the next error. {@code what} names the value in messages. Confined to one thread.
 */
final class Reading {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]{0,62}");
    private static final int INTEGER_LENGTH_MAX = 19;

    private final Problems problems;
    private final Interpolation interpolation;

    Reading(Problems problems, Interpolation interpolation) {
        this.problems = problems;
        this.interpolation = interpolation;
    }

    void problem(Position position, String text) {
        problems.add(position, text);
    }

    boolean hasProblems() {
        return !problems.isEmpty();
    }

    Optional<Mapping> mapping(YamlValue value, String what) {
        if (value instanceof Mapping mapping) {
            return Optional.of(mapping);
        }
        return wrongType(value, what, "a mapping of keys to values");
    }

    /** The same, where nothing at all means a mapping without entries. */
    Optional<Mapping> mappingOrNothing(YamlValue value, String what) {
        return isNothing(value) ? Optional.of(new Mapping(Map.of(), value.position())) : mapping(value, what);
    }

    Optional<Sequence> sequence(YamlValue value, String what) {
        if (value instanceof Sequence sequence) {
            return Optional.of(sequence);
        }
        return wrongType(value, what, "a list");
    }

    static boolean isNothing(YamlValue value) {
        return value instanceof Scalar scalar && scalar.isNull();
    }

    /** A text, references to the environment and to files replaced. */
    Optional<String> text(YamlValue value, String what) {
        if (value instanceof Scalar scalar && scalar.isText()) {
            return resolved(scalar);
        }
        boolean quotable = value instanceof Scalar scalar && !scalar.isNull();
        return wrongType(value, what, quotable ? "text; put it in quotes" : "text");
    }

    /** Any scalar but nothing: a key's literal may look like a number. */
    Optional<String> literal(YamlValue value, String what) {
        if (value instanceof Scalar scalar && !scalar.isNull()) {
            return resolved(scalar);
        }
        return wrongType(value, what, "a text or a number");
    }

    private Optional<String> resolved(Scalar scalar) {
        try {
            return Optional.of(interpolation.resolve(scalar.text()));
        } catch (Interpolation.UnresolvedException e) {
            problem(scalar.position(), String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    /** Text, with all of it names: letters, digits, underscore, hyphen and point. */
    Optional<String> name(YamlValue value, String what) {
        return text(value, what).filter(name -> isName(value.position(), name, what));
    }

    boolean isName(Position position, String name, String what) {
        if (NAME.matcher(name).matches()) {
            return true;
        }
        problem(
                position,
                what + " is " + Problems.quote(name)
                        + ": a name has 1 to 63 letters, digits, '_', '-' and '.', and starts with a letter, digit or '_'.");
        return false;
    }

    Optional<Long> integer(YamlValue value, String what, long min, long max) {
        boolean number =
                value instanceof Scalar scalar && (scalar.isInteger() || Interpolation.isUsedIn(scalar.text()));
        if (!number) {
            return wrongType(value, what, "a whole number");
        }
        return resolved((Scalar) value).flatMap(text -> integer(value.position(), text, what, min, max));
    }

    private Optional<Long> integer(Position position, String text, String what, long min, long max) {
        boolean readable = text.matches("[-+]?[0-9]+") && text.length() < INTEGER_LENGTH_MAX;
        if (readable && Long.parseLong(text) >= min && Long.parseLong(text) <= max) {
            return Optional.of(Long.parseLong(text));
        }
        String limits = max == Long.MAX_VALUE ? "at least " + min : "from " + min + " to " + max;
        problem(position, what + " must be a whole number " + limits + ", not " + Problems.quote(text) + ".");
        return Optional.empty();
    }

    Optional<Boolean> truth(YamlValue value, String what) {
        if (value instanceof Scalar scalar && scalar.isTruth()) {
            return Optional.of(scalar.text().equalsIgnoreCase("true"));
        }
        return wrongType(value, what, "true or false");
    }

    <T> Optional<T> choice(YamlValue value, String what, Map<String, T> choices) {
        return text(value, what).flatMap(text -> {
            Optional<T> chosen = Optional.ofNullable(choices.get(text));
            if (chosen.isEmpty()) {
                unknown(value.position(), what + " is " + Problems.quote(text) + ".", text, choices.keySet());
            }
            return chosen;
        });
    }

    void unknown(Position position, String sentence, String unknown, Collection<String> known) {
        problem(position, sentence + Suggestion.of(unknown, known));
    }

    void refuseUnknownKeys(Mapping mapping, String what, List<String> known) {
        mapping.entries().forEach((key, entry) -> {
            if (!known.contains(key)) {
                unknown(entry.keyPosition(), "Unknown key " + Problems.quote(key) + " in " + what + ".", key, known);
            }
        });
    }

    /** The value of a key that must be there. */
    Optional<YamlValue> required(Mapping mapping, String key, String what) {
        Optional<YamlValue> value = optional(mapping, key);
        if (value.isEmpty()) {
            problem(mapping.position(), "The key '" + key + "' is missing in " + what + ".");
        }
        return value;
    }

    Optional<YamlValue> optional(Mapping mapping, String key) {
        return Optional.ofNullable(mapping.entries().get(key)).map(Entry::value);
    }

    /** Reports a key of a later version, if it is there. */
    void refuseForNow(Mapping mapping, String key) {
        Entry entry = mapping.entries().get(key);
        if (entry != null) {
            problem(entry.keyPosition(), "'" + key + "' is not supported yet in this version: remove it.");
        }
    }

    <T> Optional<T> wrongType(YamlValue value, String what, String expected) {
        problem(value.position(), what + " must be " + expected + ", but here is " + value.kind() + ".");
        return Optional.empty();
    }
}
