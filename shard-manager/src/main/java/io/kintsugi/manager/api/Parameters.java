package io.kintsugi.manager.api;

import io.kintsugi.errors.ErrorCode;
import io.kintsugi.errors.ShardException;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads numbers out of requests; INVALID_ARGUMENT names the parameter and what it may be. */
final class Parameters {
    private static final Pattern VERSION = Pattern.compile("\"?(\\d{1,18})\"?");

    private Parameters() {}

    static Optional<Long> number(RoutingContext context, String name, long min, long max) {
        List<String> values = context.queryParam(name);
        return values.isEmpty() ? Optional.empty() : Optional.of(number(name, values.get(0), min, max));
    }

    private static long number(String name, String text, long min, long max) {
        try {
            long value = Long.parseLong(text);
            if (value >= min && value <= max) {
                return value;
            }
        } catch (NumberFormatException notANumber) {
            throw invalid(name, text, min, max);
        }
        throw invalid(name, text, min, max);
    }

    private static ShardException invalid(String name, String text, long min, long max) {
        String range = max == Long.MAX_VALUE ? "from " + min + " on" : "from " + min + " to " + max;
        return new ShardException(
                ErrorCode.INVALID_ARGUMENT, name + " is '" + text + "', expected a whole number " + range + ".");
    }

    /** The version in an If-Match header, with or without the quotes of an entity tag. */
    static long version(String condition) {
        Matcher matcher = VERSION.matcher(condition.strip());
        if (!matcher.matches()) {
            throw new ShardException(
                    ErrorCode.INVALID_ARGUMENT, "If-Match is '" + condition + "', expected a version such as \"12\".");
        }
        return Long.parseLong(matcher.group(1));
    }
}
