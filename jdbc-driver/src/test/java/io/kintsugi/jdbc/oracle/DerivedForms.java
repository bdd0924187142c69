package io.kintsugi.jdbc.oracle;

import static java.util.stream.Collectors.joining;

import io.kintsugi.testkit.oracle.Dice;
import java.util.List;

/** Queries from queries: WITH, derived tables, LATERAL. Confined to one statement. */
final class DerivedForms {
    private final Tools tools;
    private final Dice dice;
    private final Schema schema;
    private final RowForms rows;
    private final GroupForms groups;
    private final JoinForms joins;

    DerivedForms(Tools tools, RowForms rows, GroupForms groups, JoinForms joins) {
        this.tools = tools;
        this.dice = tools.dice();
        this.schema = tools.speech().schema();
        this.rows = rows;
        this.groups = groups;
        this.joins = joins;
    }

    private String where(Ref... refs) {
        return tools.predicates().where(List.of(refs));
    }

    Body common() {
        Ref one = new Ref(dice.of(schema.sharded()), "");
        String inner = "SELECT * FROM " + one.from() + where(one);
        String name = dice.of("c", "c", one.table().name(), "users");
        String with = "WITH " + name + " AS " + dice.of(tools.speech().materializations()) + "(" + inner + ") ";
        Body body = ofCommon(shape(one.table(), name, one.table().columns()), one);
        return new Body(with + body.text(), body.ordered());
    }

    private static Table shape(Table table, String name, List<Column> columns) {
        return new Table(name, table.key(), table.identity(), table.family(), columns);
    }

    private Body ofCommon(Table member, Ref one) {
        if (dice.percent(25)) {
            return twice(member);
        }
        if (dice.percent(30)) {
            Ref other = new Ref(joins.partner(one), "p");
            Ref named = new Ref(member, "q");
            String from =
                    named.from() + dice.of(tools.speech().joins()) + other.from() + " ON " + joins.on(named, other);
            return rows.rows(List.of(named, other), from, where(named, other));
        }
        Ref result = new Ref(member, "");
        return dice.percent(40)
                ? groups.groups(List.of(result), member.name(), where(result))
                : rows.rows(List.of(result), member.name(), where(result));
    }

    /** A member that is read twice, a condition on one of the two. */
    private Body twice(Table member) {
        Ref left = new Ref(member, "q");
        Ref right = new Ref(member, "r");
        String on = dice.percent(50) ? left.key() + " = " + right.key() : joins.link(left, right);
        String from = left.from() + dice.of(tools.speech().joins()) + right.from() + " ON " + on;
        String condition = " WHERE " + tools.predicates().key(dice.of(left, right));
        return dice.percent(50)
                ? new Body("SELECT count(*) FROM " + from + condition, true)
                : rows.rows(List.of(left, right), from, condition);
    }

    Body derived() {
        int roll = dice.roll(100);
        if (roll < 15) {
            return lateral();
        }
        if (roll < 32) {
            return groupsWithin();
        }
        if (roll < 44) {
            return oneKeyWithin();
        }
        if (roll < 68) {
            return joinWithin();
        }
        Ref one = new Ref(dice.percent(15) ? dice.of(schema.views()) : dice.of(schema.sharded()), "");
        boolean distinct = dice.percent(20);
        List<Column> columns = one.table().columns().stream()
                .filter(column -> !distinct || column.comparable() && column.sound())
                .toList();
        String from = "(" + (distinct ? distinctRows(one, columns) : someRows(one)) + ")" + dice.of(" s", " AS s");
        Ref result = new Ref(shape(one.table(), one.table().name(), columns), "s");
        return dice.percent(50)
                ? groups.groups(List.of(result), from, where(result))
                : rows.rows(List.of(result), from, where(result));
    }

    private static String distinctRows(Ref one, List<Column> columns) {
        return "SELECT DISTINCT * FROM (SELECT "
                + columns.stream().map(Column::name).collect(joining(", ")) + " FROM " + one.from() + ") deep";
    }

    private String someRows(Ref one) {
        String tail = dice.percent(25)
                ? " ORDER BY " + RowForms.identity(List.of(one)) + " LIMIT "
                        + (3 + tools.constants().roll(9))
                : "";
        return "SELECT * FROM " + one.from() + where(one) + tail;
    }

    private Body lateral() {
        Ref lead = new Ref(dice.of(schema.tables()), "l");
        Ref side = new Ref(joins.partner(lead), "s");
        Ref inner = new Ref(side.table(), "k");
        String tail = dice.percent(30) ? " ORDER BY " + RowForms.identity(List.of(inner)) + " LIMIT 2" : "";
        String text = "SELECT * FROM " + inner.from() + " WHERE " + joins.on(lead, inner) + tail;
        return rows.rows(
                List.of(lead, side),
                lead.from() + dice.of(" CROSS JOIN LATERAL (", ", LATERAL (") + text + ") s",
                where(lead, side));
    }

    /** A group inside, a condition or another group outside. */
    private Body groupsWithin() {
        Ref one = new Ref(dice.of(schema.sharded()), "");
        List<String> sound = one.table().columns().stream()
                .filter(column -> column.sound() && column.comparable())
                .map(Column::name)
                .toList();
        String by = dice.percent(40) ? one.table().key() : dice.of(sound);
        String inner = "SELECT " + by + " AS g, count(*) AS n FROM " + one.from() + where(one) + " GROUP BY " + by;
        return dice.of(
                new Body("SELECT count(*), sum(n), max(n) FROM (" + inner + ") s", true),
                new Body("SELECT n, count(*) FROM (" + inner + ") s GROUP BY n ORDER BY n", true),
                new Body("SELECT g, n FROM (" + inner + ") s WHERE n > 1", false),
                new Body(
                        "SELECT s.n, t." + one.table().identity().get(0) + " FROM (" + inner + ") s JOIN "
                                + one.table().name() + " t ON s.g = t." + by,
                        false),
                new Body("SELECT count(*) FROM (SELECT DISTINCT " + by + " FROM " + one.from() + ") s", true));
    }

    /** Rows of one key, mostly, beside those of all keys. */
    private Body oneKeyWithin() {
        Ref one = new Ref(dice.of(schema.sharded()), "");
        Ref named = new Ref(one.table(), "s");
        Ref other = new Ref(dice.of(schema.family(one.table())), "p");
        String from =
                "(SELECT * FROM " + one.from() + " WHERE " + tools.predicates().key(one) + ") s"
                        + dice.of(tools.speech().joins()) + other.from() + " ON " + named.key() + " = " + other.key();
        return dice.percent(30)
                ? new Body("SELECT count(*) FROM " + from, true)
                : rows.rows(List.of(named, other), from, dice.percent(70) ? "" : where(other));
    }

    /** A join inside, whose keys may be NULL outside. */
    private Body joinWithin() {
        Ref left = new Ref(dice.of(schema.sharded()), "a");
        Ref right = new Ref(dice.of(schema.family(left.table())), "b");
        String word = dice.of(tools.speech().joins());
        String inner = "SELECT " + left.key() + " AS g, " + right.key() + " AS h FROM " + left.from() + word
                + right.from() + " ON " + joins.on(left, right) + where(left, right);
        String key = dice.of("s.g", "s.h");
        String condition = dice.percent(40)
                ? " WHERE " + tools.predicates().key(key, left.table().family(), "s.g")
                : "";
        Ref third = new Ref(left.table(), "t");
        String joined = "(" + inner + ") s" + dice.of(tools.speech().joins()) + third.from() + " ON " + third.key()
                + " = " + key;
        return dice.of(
                new Body("SELECT g, h FROM (" + inner + ") s" + condition, false),
                new Body("SELECT count(*), count(g), count(h) FROM (" + inner + ") s" + condition, true),
                new Body("SELECT s.h, count(*) FROM (" + inner + ") s GROUP BY s.h", false),
                new Body("SELECT DISTINCT s.h FROM (" + inner + ") s", false),
                new Body("SELECT s.h, count(*) FROM (" + inner + ") s" + condition + " GROUP BY s.h", false),
                new Body("SELECT s.g, s.h, " + third.key() + " AS k FROM " + joined + condition, false));
    }
}
