package io.kintsugi.cli.explain;

import io.kintsugi.errors.ErrorCode;
import io.kintsugi.errors.ShardException;
import io.kintsugi.router.ParameterValues;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Parameters as written on a command line: numbers, true, false, null, and text, in quotes where it looks like one of
 * those.
 */
record ParameterText(List<@Nullable Object> values) implements ParameterValues {
    private static final int LONG_DIGITS_MAX = 18;

    static ParameterText parse(List<String> texts) {
        List<@Nullable Object> values = new ArrayList<>();
        texts.forEach(text -> values.add(value(text)));
        return new ParameterText(Collections.unmodifiableList(values));
    }

    private static @Nullable Object value(String text) {
        if (text.equalsIgnoreCase("null")) {
            return null;
        }
        if (text.equals("true") || text.equals("false")) {
            return Boolean.valueOf(text);
        }
        if (text.matches("-?[0-9]{1," + LONG_DIGITS_MAX + "}")) {
            return Long.valueOf(text);
        }
        if (text.matches("-?[0-9]+(\\.[0-9]+)?")) {
            return new BigDecimal(text);
        }
        boolean quoted = text.length() > 1 && text.startsWith("'") && text.endsWith("'");
        return quoted ? text.substring(1, text.length() - 1).replace("''", "'") : text;
    }

    @Override
    public @Nullable Object value(int number) {
        if (number > values.size()) {
            throw new ShardException(
                            ErrorCode.INVALID_ARGUMENT,
                            "Parameter " + number + " has no value; " + values.size() + " are given.")
                    .withRemedy("Add one --param for each parameter, in their order.");
        }
        return values.get(number - 1);
    }
}
