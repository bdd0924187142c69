package io.kintsugi.router.facade;

import io.kintsugi.router.plan.ExecutionPlan;
import io.kintsugi.router.plan.ExecutionPlan.ReadThenWrite.Guard;
import io.kintsugi.router.plan.RowWrite;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Says a write in steps: what is read and how, what is written of each row, and what has to hold. */
final class ExplainSteps {
    private static final String NOT = "not ";
    private static final String NOT_RUN = "not run yet: commits on several shards at once are not supported";

    private ExplainSteps() {}

    static List<String> of(ExecutionPlan.ReadThenWrite plan) {
        List<String> lines = ExplainRouteLines.head(plan);
        lines.addAll(ExplainRouteLines.before(plan.prelude()));
        lines.add("read: " + ExplainRouteLines.oneLine(plan.reading().text()));
        for (String line : ExplainRouteLines.of(plan.reading().plan())) {
            lines.add(line.startsWith(NOT) ? NOT + "for the read: " + line.substring(NOT.length()) : "read " + line);
        }
        for (RowWrite write : plan.writes()) {
            lines.addAll(write(write, plan));
        }
        for (Guard guard : plan.guards().stream().sorted().toList()) {
            lines.add("provided: " + words(guard));
        }
        ExplainRouteLines.tail(plan, lines);
        lines.add(NOT_RUN);
        return lines;
    }

    private static List<String> write(RowWrite write, ExecutionPlan.ReadThenWrite plan) {
        List<String> lines = new ArrayList<>();
        lines.add((write.together() ? "write all rows" : "write each row") + ": "
                + ExplainRouteLines.oneLine(write.text()));
        int columns = plan.reading().columns();
        lines.add("takes: "
                + write.parameters().stream()
                        .map(number -> number <= columns ? value(number, write) : "parameter " + (number - columns))
                        .collect(Collectors.joining(", ")));
        if (!write.together()) {
            lines.add("a row is: "
                    + write.identity().stream()
                            .map(column -> "column " + column)
                            .collect(Collectors.joining(", "))
                    + ", written once");
        }
        return lines;
    }

    private static String value(int column, RowWrite write) {
        return "column " + column + (write.untyped().contains(column) ? " as a constant" : "");
    }

    private static String words(Guard guard) {
        return switch (guard) {
            case UNCHANGED_ROWS -> "each row is still what was read, else 40001";
            case NO_REFERENTIAL_ACTIONS -> "no foreign key acts on other rows when these are deleted";
        };
    }
}
