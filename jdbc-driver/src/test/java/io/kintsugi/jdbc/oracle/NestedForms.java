package io.kintsugi.jdbc.oracle;

import io.kintsugi.testkit.oracle.Dice;
import java.util.List;

/** Sub-queries in conditions, set operations, windows, locks. Confined to one statement. */
final class NestedForms {
    private final Tools tools;
    private final Dice dice;
    private final Schema schema;
    private final RowForms rows;
    private final JoinForms joins;

    NestedForms(Tools tools, RowForms rows, JoinForms joins) {
        this.tools = tools;
        this.dice = tools.dice();
        this.schema = tools.speech().schema();
        this.rows = rows;
        this.joins = joins;
    }

    Body subquery() {
        Ref outer = new Ref(dice.of(schema.sharded()), "o");
        Ref inner = new Ref(joins.partner(outer), "i");
        boolean family = inner.table().sharded()
                && inner.table().family().equals(outer.table().family());
        String correlation = family && dice.percent(70)
                ? inner.key() + " = " + outer.key()
                : dice.percent(60) ? joins.link(outer, inner) : "1 = 1";
        String more = dice.percent(50) ? " AND " + tools.predicates().any(List.of(inner), 1) : "";
        String mine = dice.percent(40) ? " AND " + tools.predicates().key(outer) : "";
        String body = " FROM " + inner.from() + " WHERE " + correlation + more;
        String list = dice.percent(50)
                ? body
                : " FROM " + inner.from() + (more.isEmpty() ? "" : " WHERE " + more.substring(5));
        String condition = condition(outer, inner, family, body, list);
        String from = " FROM " + outer.from() + " WHERE " + condition + mine;
        if (dice.percent(30)) {
            return new Body("SELECT count(*)" + from, true);
        }
        String item = dice.percent(20) ? ", " + tools.called("(SELECT count(*)" + body + ")", "n") : "";
        String head = "SELECT " + RowForms.identity(List.of(outer)) + item + from;
        return dice.percent(50)
                ? new Body(head, false)
                : new Body(head + " ORDER BY " + RowForms.identity(List.of(outer)) + rows.limit(), true);
    }

    private String condition(Ref outer, Ref inner, boolean family, String body, String list) {
        if (family && dice.percent(25)) {
            return outer.key() + dice.of(" IN ", " NOT IN ") + "(SELECT " + inner.key() + list + ")";
        }
        Column column = dice.of(
                outer.table().columns().stream().filter(Column::comparable).toList());
        String member = outer.column(column);
        String same = inner.table().columns().stream()
                .filter(other -> other.kind() == column.kind() && other.comparable() && column.kind() != Kind.OTHER)
                .map(other -> joins.comparable(inner, column, other))
                .findAny()
                .orElse("NULL");
        String first = inner.column(inner.table().identity().get(0));
        return dice.of(
                "EXISTS (SELECT 1" + body + ")",
                "NOT EXISTS (SELECT * " + body + ")",
                member + " IN (SELECT " + same + list + ")",
                member + " NOT IN (SELECT " + same + list + ")",
                member + " = ANY (SELECT " + same + list + ")",
                member + " <> ALL (SELECT " + same + list + ")",
                "(SELECT count(*)" + body + ") > 1",
                "(SELECT max(" + tools.speech().text(first) + ")" + body + ") IS NOT NULL");
    }

    Body set() {
        Ref left = new Ref(dice.of(schema.tables()), dice.of("", "t"));
        Ref right = dice.percent(60) ? new Ref(left.table(), "r") : new Ref(dice.of(schema.tables()), "x1");
        Column column = dice.of(left.table().columns().stream()
                .filter(c -> c.sound() && c.comparable())
                .toList());
        List<Column> alike = right.table().columns().stream()
                .filter(c -> c.kind() == column.kind() && c.comparable() && c.sound())
                .toList();
        if (alike.isEmpty() || (column.kind() == Kind.OTHER && !left.table().equals(right.table()))) {
            return rows.rows(List.of(left), left.from(), "");
        }
        Column other = left.table().equals(right.table()) ? column : dice.of(alike);
        String text = "SELECT " + left.column(column) + " FROM " + left.from()
                + tools.predicates().where(List.of(left))
                + dice.of(tools.speech().setOperations()) + "SELECT "
                + joins.comparable(right, column, other) + " FROM " + right.from()
                + tools.predicates().where(List.of(right));
        if (dice.percent(30)) {
            return new Body(text + " ORDER BY 1" + rows.limit(), true);
        }
        return dice.percent(15) ? new Body("(" + text + ") UNION ALL SELECT NULL", false) : new Body(text, false);
    }

    Body window() {
        Ref one = new Ref(dice.of(schema.tables()), "w");
        String identity = RowForms.identity(List.of(one));
        String partition = dice.percent(50) && one.table().sharded() ? "PARTITION BY " + one.key() : "";
        String call = dice.of("row_number()", "count(*)", "rank()", "sum(1)", "lag(1)");
        return new Body(
                "SELECT " + identity + ", " + call + " OVER (" + partition + " ORDER BY " + identity + ") AS o FROM "
                        + one.from() + tools.predicates().where(List.of(one)),
                false);
    }

    /** Mostly of one key, since rows of several shards cannot be locked. */
    Body lock() {
        Ref one = new Ref(dice.of(schema.tables()), "w");
        String identity = RowForms.identity(List.of(one));
        boolean byKey = one.table().sharded() && dice.percent(70);
        String where = byKey
                ? " WHERE " + tools.predicates().key(one)
                : tools.predicates().where(List.of(one));
        return new Body(
                "SELECT " + identity + " FROM " + one.from() + where + " ORDER BY " + identity + " "
                        + dice.of(tools.speech().tableLocks()),
                true);
    }
}
