package io.kintsugi.topology.yaml;

import java.io.IOException;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Replaces references to environment variables, with or without a default, and to files inside a text. A doubled dollar
 * sign before the brace keeps a reference as it is. What is inserted is never looked at again, so a secret may hold any
 * character.
 */
final class Interpolation {
    /** Larger files are not secrets. */
    static final int FILE_LENGTH_MAX = 65_536;

    private static final Pattern REFERENCE = Pattern.compile("\\$\\$\\{|\\$\\{([^}]*)(}?)");
    private static final Pattern VARIABLE = Pattern.compile("([A-Za-z_][A-Za-z0-9_]*)(?::-(.*))?", Pattern.DOTALL);

    private static final Pattern LAST_NEWLINE = Pattern.compile("\\r?\\n\\z");

    private final Function<String, Optional<String>> environment;
    private final TopologyYaml.FileReader files;

    Interpolation(Function<String, Optional<String>> environment, TopologyYaml.FileReader files) {
        this.environment = environment;
        this.files = files;
    }

    /** Why a reference could not be replaced; a message without values. */
    static final class UnresolvedException extends Exception {
        private static final long serialVersionUID = 1L;

        UnresolvedException(String message) {
            super(message);
        }
    }

    static boolean isUsedIn(String text) {
        return text.contains("${");
    }

    String resolve(String text) throws UnresolvedException {
        if (!isUsedIn(text)) {
            return text;
        }
        StringBuilder result = new StringBuilder();
        Matcher matcher = REFERENCE.matcher(text);
        int copied = 0;
        while (matcher.find()) {
            result.append(text, copied, matcher.start()).append(replacement(matcher));
            copied = matcher.end();
        }
        return result.append(text, copied, text.length()).toString();
    }

    private String replacement(Matcher matcher) throws UnresolvedException {
        String inner = matcher.group(1);
        if (inner == null) {
            return "${";
        }
        if (matcher.group(2).isEmpty()) {
            throw new UnresolvedException("'${' has no closing '}'; write '$${' for the characters themselves.");
        }
        return inner.startsWith("file:") ? file(inner.substring("file:".length())) : variable(inner);
    }

    private String variable(String inner) throws UnresolvedException {
        Matcher matcher = VARIABLE.matcher(inner);
        if (!matcher.matches()) {
            throw new UnresolvedException("'${…}' must be one of ${NAME}, ${NAME:-default} and ${file:path}.");
        }
        String name = matcher.group(1);
        String fallback = matcher.group(2);
        Optional<String> value = environment.apply(name);
        if (fallback != null) {
            return value.filter(text -> !text.isEmpty()).orElse(fallback);
        }
        return value.orElseThrow(() -> new UnresolvedException(
                "Environment variable " + name + " is not set; set it, or write ${" + name + ":-default}."));
    }

    private String file(String path) throws UnresolvedException {
        try {
            String text = files.read(path);
            if (text.length() > FILE_LENGTH_MAX) {
                throw new UnresolvedException("File " + path + " is longer than " + FILE_LENGTH_MAX + " characters.");
            }
            return LAST_NEWLINE.matcher(text).replaceFirst("");
        } catch (IOException e) {
            throw new UnresolvedException("File " + path + " cannot be read: " + e.getMessage() + ".");
        }
    }
}
