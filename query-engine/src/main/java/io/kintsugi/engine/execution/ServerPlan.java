package io.kintsugi.engine.execution;

import io.kintsugi.engine.api.Bindings;
import io.kintsugi.router.plan.ShardSql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How a server would run a query: which tables it would read. */
final class ServerPlan {
    /** Of PostgreSQL. Within a text of the plan its quotes would be escaped. */
    private static final Pattern TABLE =
            Pattern.compile("\"Relation Name\": (\"(?:[^\"\\\\]|\\\\.)*\"),\\s*\"Schema\": (\"(?:[^\"\\\\]|\\\\.)*\")");

    private static final String TABLE_KEY = "\"Relation Name\": ";

    private ServerPlan() {}

    /** All that the server says of it. */
    static String of(WorkbenchCalls calls, ShardSql sql, Bindings bindings) throws SQLException {
        ShardSql explain =
                new ShardSql(sql.shard(), calls.rules().planOf(sql.text()), sql.parameters(), sql.prelude());
        return calls.read(explain, bindings, ServerPlan::text);
    }

    private static String text(ResultSet lines) throws SQLException {
        StringBuilder plan = new StringBuilder();
        while (lines.next()) {
            plan.append(lines.getString(1));
        }
        for (SQLWarning note = lines.getStatement().getWarnings(); note != null; note = note.getNextWarning()) {
            plan.append(note.getMessage());
        }
        return plan.toString();
    }

    /** The tables that a plan of PostgreSQL reads, each as {@link #key} writes it. */
    static Set<String> tables(String plan) {
        Set<String> found = new LinkedHashSet<>();
        int count = 0;
        Matcher matcher = TABLE.matcher(plan);
        while (matcher.find()) {
            found.add(matcher.group(2) + "." + matcher.group(1));
            count++;
        }
        if (plan.split(Pattern.quote(TABLE_KEY), -1).length - 1 != count) {
            throw new IllegalStateException("a plan names tables in another way: " + plan);
        }
        return found;
    }

    /** A table's name as the plan has it. Names whose writing in JSON is another than their own match nothing. */
    static String key(String schema, String name) {
        return "\"" + schema + "\".\"" + name + "\"";
    }
}
