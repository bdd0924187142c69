package io.kintsugi.testkit.oracle;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Parameters of a text that is put together in any order: each leaves a mark, in the end the marks become {@code ?}.
 */
public final class Marks {
    private static final Pattern MARK = Pattern.compile("\u0001(\\d+)\u0001");

    private final List<Parameter> parameters = new ArrayList<>();

    public String mark(@Nullable Object value, int type) {
        parameters.add(new Parameter(value, type));
        return "\u0001" + (parameters.size() - 1) + "\u0001";
    }

    /** Whether a text has any parameter. */
    public static boolean areIn(String marked) {
        return MARK.matcher(marked).find();
    }

    public Query query(String form, String marked, boolean ordered) {
        List<Parameter> used = new ArrayList<>();
        Matcher matcher = MARK.matcher(marked);
        while (matcher.find()) {
            used.add(parameters.get(Integer.parseInt(matcher.group(1))));
        }
        return new Query(form, matcher.replaceAll("?"), used, ordered);
    }
}
