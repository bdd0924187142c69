package io.kintsugi.topology.yaml;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** A value of a YAML document with the place where it is written. */
sealed interface YamlValue {
    /** Where a value starts; both counted from 1. */
    record Position(int line, int column) {}

    Position position();

    /** What it is, for messages. */
    String kind();

    /** A scalar as written, before YAML's types are applied. */
    record Scalar(String text, boolean plain, Position position) implements YamlValue {
        private static final Pattern NULL = Pattern.compile("|~|null|Null|NULL");
        private static final Pattern TRUTH = Pattern.compile("true|True|TRUE|false|False|FALSE");
        private static final Pattern INTEGER = Pattern.compile("[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+");
        private static final Pattern FLOAT = Pattern.compile(
                "[-+]?(?:\\.[0-9]+|[0-9]+(?:\\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?|[-+]?\\.(?:inf|Inf|INF)|\\.(?:nan|NaN|NAN)");

        boolean isNull() {
            return plain && NULL.matcher(text).matches();
        }

        boolean isTruth() {
            return plain && TRUTH.matcher(text).matches();
        }

        boolean isInteger() {
            return plain && INTEGER.matcher(text).matches();
        }

        boolean isText() {
            return !isNull()
                    && !isTruth()
                    && !isInteger()
                    && !(plain && FLOAT.matcher(text).matches());
        }

        @Override
        public String kind() {
            if (isNull()) {
                return "nothing";
            }
            if (isTruth()) {
                return "true or false";
            }
            return isText() ? "text" : "a number";
        }
    }

    record Sequence(List<YamlValue> items, Position position) implements YamlValue {
        @Override
        public String kind() {
            return "a list";
        }
    }

    record Mapping(Map<String, Entry> entries, Position position) implements YamlValue {
        @Override
        public String kind() {
            return "a mapping";
        }
    }

    /** A key's place and its value. */
    record Entry(Position keyPosition, YamlValue value) {}
}
