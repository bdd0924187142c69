package io.kintsugi.router.schema;

import io.kintsugi.router.schema.LogicalColumn.Identity;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the sequences that columns take their values from by themselves. */
public final class ColumnSequences {
    private static final Pattern NEXTVAL =
            Pattern.compile("nextval\\(\\s*'(?:[^'.]*\\.)?\"?([^'\"]+)\"?'", Pattern.CASE_INSENSITIVE);

    private ColumnSequences() {}

    /** Their names without schema; an identity column's sequence by the name that PostgreSQL gives it. */
    public static Set<String> of(Collection<LogicalTable> tables) {
        Set<String> names = new TreeSet<>();
        for (LogicalTable table : tables) {
            for (LogicalColumn column : table.columns()) {
                if (column.identity() != Identity.NONE) {
                    names.add(table.name() + "_" + column.name() + "_seq");
                }
                Matcher nextval = NEXTVAL.matcher(column.defaultExpression().orElse(""));
                while (nextval.find()) {
                    names.add(nextval.group(1));
                }
            }
        }
        return Set.copyOf(names);
    }
}
