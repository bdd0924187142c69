package io.kintsugi.engine.execution;

import io.kintsugi.engine.api.Bindings;
import io.kintsugi.router.plan.ShardSql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How PostgreSQL would run a query: which tables it would read. */
final class ServerPlan {
    private static final String PLAN_OF = "EXPLAIN (VERBOSE, FORMAT JSON) ";

    /** Within a text of the plan its quotes would be escaped. */
    private static final Pattern TABLE =
            Pattern.compile("\"Relation Name\": (\"(?:[^\"\\\\]|\\\\.)*\"),\\s*\"Schema\": (\"(?:[^\"\\\\]|\\\\.)*\")");

    private static final String TABLE_KEY = "\"Relation Name\": ";

    private ServerPlan() {}

    /** The plan as JSON. */
    static String of(WorkbenchCalls calls, ShardSql sql, Bindings bindings) throws SQLException {
        ShardSql explain = new ShardSql(sql.shard(), PLAN_OF + sql.text(), sql.parameters());
        return calls.read(explain, bindings, ServerPlan::text);
    }

    private static String text(ResultSet lines) throws SQLException {
        StringBuilder plan = new StringBuilder();
        while (lines.next()) {
            plan.append(lines.getString(1));
        }
        return plan.toString();
    }

    /** The tables that a plan reads, each as {@link #key} writes it. */
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
