package io.kintsugi.cli.validate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One error of a file and its place; line 0 where the place is not known. */
record SourceError(int line, int column, String message) {
    private static final Pattern PLACED = Pattern.compile("(.+?):([0-9]+):([0-9]+): (.*)", Pattern.DOTALL);

    /** Takes apart what the parser reports: {@code source:line:column: text}, one error a line. */
    static List<SourceError> parse(String report) {
        List<SourceError> errors = new ArrayList<>();
        for (String line : report.split("\n")) {
            Matcher placed = PLACED.matcher(line);
            if (placed.matches()) {
                int number = Integer.parseInt(placed.group(2));
                errors.add(new SourceError(number, Integer.parseInt(placed.group(3)), placed.group(4)));
            } else {
                errors.add(new SourceError(0, 0, line));
            }
        }
        return errors;
    }

    Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        if (line > 0) {
            json.put("line", line);
            json.put("column", column);
        }
        json.put("message", message);
        return json;
    }
}
