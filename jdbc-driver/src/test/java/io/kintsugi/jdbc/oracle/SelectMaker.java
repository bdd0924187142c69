package io.kintsugi.jdbc.oracle;

import static java.util.stream.Collectors.joining;

import io.kintsugi.testkit.oracle.Dice;
import io.kintsugi.testkit.oracle.Marks;
import io.kintsugi.testkit.oracle.Query;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Random SELECTs whose answers leave the server no choice but the order of rows. Confined to one thread. */
final class SelectMaker {
    /** Columns of text with a collation of their own. */
    private static final Set<String> COLLATED = Set.of("tc", "ti", "tn");

    private final Dice dice;
    private Marks marks;
    private Values values;
    private Predicates predicates;
    private Expressions expressions;

    SelectMaker(Dice dice) {
        this.dice = dice;
        begin();
    }

    private void begin() {
        marks = new Marks();
        values = new Values(dice, marks);
        predicates = new Predicates(dice, values);
        expressions = new Expressions(dice, predicates);
    }

    /** A list of items and a clause that makes their order total. */
    private record Body(String text, boolean ordered) {}

    Query next() {
        begin();
        int form = dice.roll(100);
        if (form < 36) {
            return query("one table", rows(List.of(one()), one -> one.from()));
        }
        if (form < 54) {
            return joined();
        }
        if (form < 68) {
            return query("groups", groups());
        }
        if (form < 76) {
            return query("subquery", subquery());
        }
        if (form < 79) {
            return query("set", set());
        }
        if (form < 84) {
            return query("common table", common());
        }
        if (form < 90) {
            return query("derived", derived());
        }
        if (form < 92) {
            return query("window", window());
        }
        if (form < 94) {
            return query("lock", lock());
        }
        return form < 97 ? query("tableless", tableless()) : query("error", error());
    }

    private Query query(String form, Body body) {
        return marks.query(form, body.text(), body.ordered());
    }

    private Ref one() {
        Table table = dice.percent(12) ? dice.of(OracleSchema.VIEWS) : dice.of(OracleSchema.TABLES);
        return new Ref(table, dice.of("", "t", table.name(), "x1"));
    }

    static String identity(List<Ref> refs) {
        return refs.stream()
                .flatMap(ref -> ref.table().identity().stream().map(ref::column))
                .collect(joining(", "));
    }

    private interface From {
        String text(Ref first);
    }

    private Body rows(List<Ref> refs, From from) {
        return rows(refs, from.text(refs.get(0)), predicates.where(refs));
    }

    private Body rows(List<Ref> refs, String from, String where) {
        if (dice.percent(12)) {
            return distinct(refs, from, where);
        }
        String head = "SELECT " + items(refs) + " FROM " + from + where;
        if (dice.percent(40)) {
            return new Body(head, false);
        }
        String order = " ORDER BY " + order(refs) + identity(refs) + dice.of("", "", " DESC");
        return new Body(head + order + limit(), true);
    }

    private String items(List<Ref> refs) {
        if (dice.percent(20)) {
            return dice.percent(50) || refs.get(0).alias().isEmpty()
                    ? "*"
                    : refs.get(0).alias() + ".*, 1 AS one";
        }
        List<String> items = new ArrayList<>();
        for (int item = 0; item <= dice.roll(4); item++) {
            String alias = dice.percent(20)
                    ? " AS " + dice.of("a" + item, "\"User Id\"", alias(refs))
                    : dice.percent(5) ? " z" + item : "";
            String expression = dice.percent(7)
                    ? dice.of("1", "'x'", "NULL", "1.50", "true")
                    : expressions.of(dice.of(refs), false);
            // A cast is called like its column, and a bare ORDER BY would then mean the cast.
            boolean bare = refs.get(0).alias().isEmpty() && !expression.matches("\\w+");
            items.add(expression + (bare && alias.isEmpty() ? " AS e" + item : alias));
        }
        return String.join(", ", items);
    }

    /** The name of another column, but of none that makes the order total: ORDER BY would mean the alias. */
    private String alias(List<Ref> refs) {
        String name = dice.of(refs.get(0).table().columns()).name();
        return refs.stream().anyMatch(ref -> ref.table().identity().contains(name)) ? "other" : name;
    }

    private String order(List<Ref> refs) {
        if (dice.percent(35)) {
            return "";
        }
        if (dice.percent(15)) {
            return "1" + direction() + ", ";
        }
        Ref ref = dice.of(refs);
        Column column = dice.of(
                ref.table().columns().stream().filter(Column::comparable).toList());
        String expression = dice.percent(75)
                ? ref.column(column)
                : dice.of("(" + ref.column(column) + ")", expressions.computed(ref, column));
        boolean collated = column.kind() == Kind.TEXT && dice.percent(60) && expression.equals(ref.column(column));
        return expression + (collated ? " COLLATE \"C\"" : "") + direction() + ", ";
    }

    private String direction() {
        return dice.of("", "", " ASC", " DESC") + dice.of("", "", " NULLS FIRST", " NULLS LAST");
    }

    private String limit() {
        if (dice.percent(55)) {
            return "";
        }
        int number = dice.roll(12);
        return dice.of(
                        () -> " LIMIT " + number,
                        () -> " LIMIT " + number + " OFFSET " + dice.roll(9),
                        () -> " OFFSET " + number + dice.of("", " ROWS"),
                        () -> " OFFSET " + number + " LIMIT " + dice.roll(9),
                        () -> " LIMIT " + marks.mark(number, Types.INTEGER) + " OFFSET "
                                + marks.mark((long) dice.roll(9), Types.BIGINT),
                        () -> " OFFSET " + marks.mark(number, Types.INTEGER),
                        () -> " LIMIT "
                                + dice.of(
                                        "NULL",
                                        "ALL",
                                        "0",
                                        "'3'",
                                        "2 + 1",
                                        "3.0",
                                        "2.5",
                                        "(4)",
                                        "3::bigint",
                                        "-1",
                                        "NULL::int",
                                        "9223372036854775807 OFFSET 2",
                                        "(SELECT 3)",
                                        "least(4, 2)",
                                        "+3"),
                        () -> " LIMIT " + marks.mark(null, Types.BIGINT),
                        (java.util.function.Supplier<String>) () -> dice.of(
                                " FETCH FIRST " + number + " ROWS ONLY",
                                " OFFSET 2 ROWS FETCH NEXT 3 ROWS ONLY",
                                " FETCH FIRST ROW ONLY",
                                " FETCH FIRST 3 ROWS WITH TIES"))
                .get();
    }

    private Body distinct(List<Ref> refs, String from, String where) {
        List<String> items = new ArrayList<>();
        for (int item = 0; item <= dice.roll(3); item++) {
            items.add(expressions.of(dice.of(refs), true));
        }
        String head = "SELECT " + dice.of("DISTINCT ", "DISTINCT ", "DISTINCT ON (" + identity(refs) + ") ")
                + String.join(", ", items) + " FROM " + from + where;
        if (head.contains("DISTINCT ON") || dice.percent(50)) {
            return new Body(head, false);
        }
        String ordinals = java.util.stream.IntStream.rangeClosed(1, items.size())
                .mapToObj(Integer::toString)
                .map(ordinal -> ordinal + direction())
                .collect(joining(", "));
        return new Body(head + " ORDER BY " + ordinals + limit(), true);
    }

    private Query joined() {
        List<Ref> refs = new ArrayList<>();
        String from = join(refs, 2 + (dice.percent(25) ? 1 : 0));
        if (dice.percent(30)) {
            return query("join groups", groups(refs, from, predicates.where(refs)));
        }
        return query("join", rows(refs, from, predicates.where(refs)));
    }

    /** A FROM list of some tables under their own aliases. */
    private String join(List<Ref> refs, int count) {
        Ref first = new Ref(dice.percent(8) ? dice.of(OracleSchema.VIEWS) : dice.of(OracleSchema.TABLES), "a");
        refs.add(first);
        StringBuilder from = new StringBuilder(first.from());
        for (int i = 1; i < count; i++) {
            Ref left = dice.of(refs);
            Ref right = new Ref(partner(left), "" + (char) ('a' + i));
            refs.add(right);
            String on = on(left, right);
            from.append(
                    dice.percent(8)
                            ? " CROSS JOIN " + right.from()
                            : dice.percent(8)
                                            && left.table()
                                                    .family()
                                                    .equals(right.table().family())
                                            && left.table().sharded()
                                            && refs.size() == 2
                                    ? dice.of(" JOIN ", " LEFT JOIN ", " FULL JOIN ", " RIGHT JOIN ") + right.from()
                                            + " ON " + left.key() + " = " + right.key()
                                    : dice.of(
                                                    " JOIN ",
                                                    " INNER JOIN ",
                                                    " JOIN ",
                                                    " LEFT JOIN ",
                                                    " LEFT JOIN ",
                                                    " RIGHT JOIN ",
                                                    " FULL JOIN ")
                                            + right.from() + " ON " + on);
        }
        return from.toString();
    }

    private Table partner(Ref left) {
        List<Table> family = OracleSchema.SHARDED.stream()
                .filter(table -> table.family().equals(left.table().family()))
                .toList();
        boolean stay = !family.isEmpty() && dice.percent(55);
        return stay
                ? dice.of(family)
                : dice.percent(40) ? dice.of(OracleSchema.COUNTRY, OracleSchema.REGION) : dice.of(OracleSchema.TABLES);
    }

    private String on(Ref left, Ref right) {
        List<String> conjuncts = new ArrayList<>();
        boolean family = left.table().sharded()
                && left.table().family().equals(right.table().family());
        if (family && dice.percent(80)) {
            conjuncts.add(dice.of(left.key() + " = " + right.key(), right.key() + " = " + left.key()));
        } else {
            conjuncts.add(link(left, right));
        }
        if (dice.percent(25)) {
            Ref ref = dice.of(left, right);
            conjuncts.add(
                    ref.table().sharded() && dice.percent(60)
                            ? predicates.key(ref)
                            : predicates.any(List.of(left, right), 1));
        }
        if (conjuncts.size() > 1 && conjuncts.get(1).contains(" OR ") && dice.percent(50)) {
            return conjuncts.get(0) + " AND (" + conjuncts.get(1) + ")";
        }
        return String.join(dice.percent(90) ? " AND " : " OR ", conjuncts);
    }

    /** Whether they can be compared: with two collations of their own it depends on the plan when the error comes. */
    private static boolean haveOneCollation(Column one, Column other) {
        return !COLLATED.contains(one.name())
                || !COLLATED.contains(other.name())
                || one.name().equals(other.name());
    }

    /** Two columns of one kind that are equal; anything if there are none. */
    private String link(Ref left, Ref right) {
        for (int attempt = 0; attempt < 20; attempt++) {
            Column one = dice.of(left.table().columns());
            Column other = dice.of(right.table().columns());
            boolean alike = one.kind() == other.kind()
                    && (one.kind() == Kind.INTEGER || one.kind() == Kind.TEXT || one.kind() == Kind.UUID)
                    && one.name().startsWith("t") == other.name().startsWith("t")
                    && haveOneCollation(one, other);
            if (alike) {
                return left.column(one) + " = " + right.column(other);
            }
        }
        return "true";
    }

    private Body groups() {
        Ref one = one();
        return groups(List.of(one), one.from(), predicates.where(List.of(one)));
    }

    private Body groups(List<Ref> refs, String from, String where) {
        List<String> keys = new ArrayList<>();
        for (int key = 0; key < dice.roll(3); key++) {
            String expression = expressions.of(dice.of(refs), true);
            keys.add(expression);
        }
        List<String> items = new ArrayList<>(keys);
        for (int item = 0; item <= dice.roll(3); item++) {
            String aggregate = expressions.aggregate(refs);
            items.add(
                    dice.percent(14)
                            ? dice.of(
                                    aggregate + " IS NULL",
                                    "coalesce(" + aggregate + "::text, '-')",
                                    "(" + aggregate + ")",
                                    "count(*) - count(*)",
                                    "CASE WHEN true THEN " + aggregate + " END",
                                    "1",
                                    above(refs),
                                    above(refs),
                                    aggregate + " AS total")
                            : aggregate);
        }
        if (dice.percent(15) && !keys.isEmpty()) {
            items.remove(0);
        }
        String head = "SELECT " + String.join(", ", items) + " FROM " + from + where;
        if (keys.isEmpty()) {
            return new Body(
                    head
                            + (dice.percent(10) ? " GROUP BY ()" : "")
                            + (dice.percent(10) ? " HAVING count(*) > 1" : "")
                            + plainLimit(),
                    true);
        }
        boolean ordinals =
                items.size() > keys.size() && dice.percent(30) && items.get(0).equals(keys.get(0));
        String by = ordinals
                ? java.util.stream.IntStream.rangeClosed(1, keys.size())
                        .mapToObj(Integer::toString)
                        .collect(joining(", "))
                : String.join(", ", keys);
        String grouping = dice.percent(5) ? dice.of("ROLLUP (" + by + ")", "CUBE (" + by + ")") : by;
        String having = dice.percent(15)
                ? " HAVING "
                        + dice.of(
                                "count(*) > 1",
                                aboveCondition(refs),
                                aboveCondition(refs),
                                "min(" + identity(refs.subList(0, 1)).split(", ")[0] + "::text) > 'a'")
                : "";
        String grouped = head + " GROUP BY " + grouping + having;
        if (!grouping.equals(by) || dice.percent(50)) {
            return new Body(grouped, false);
        }
        return new Body(
                grouped + " ORDER BY "
                        + keys.stream().map(key -> key + direction()).collect(joining(", ")) + limit(),
                true);
    }

    /** An expression over aggregates of numbers. */
    private String above(List<Ref> refs) {
        String one = expressions.total(refs);
        String other = expressions.total(refs);
        return dice.of(
                one + dice.of(" + ", " - ", " * ") + other,
                one + " / nullif(" + other + ", 0)",
                "coalesce(" + one + ", " + dice.of("0", "0.00", "count(*)") + ")",
                "round(" + one + "::numeric, 2)",
                "CASE WHEN " + one + " > 3 THEN " + other + " ELSE 0 END",
                "100.0 * " + one + " / count(*)",
                "(" + one + ")::numeric(30,4)",
                "abs(" + one + ") - 1");
    }

    /** A condition on aggregates of numbers. */
    private String aboveCondition(List<Ref> refs) {
        String one = expressions.total(refs);
        return dice.of(
                one + " > " + dice.roll(20),
                one + " IS NOT NULL AND count(*) >= 1",
                "count(*) * 2 - 1 <> " + dice.roll(6),
                "NOT (" + one + " BETWEEN 1 AND 100)",
                one + " <= " + marks.mark((long) dice.roll(50), Types.BIGINT));
    }

    private String plainLimit() {
        return dice.percent(10) ? dice.of(" LIMIT 1", " LIMIT 0", " OFFSET 1", " LIMIT 5 OFFSET 1") : "";
    }

    private Body subquery() {
        Ref outer = new Ref(dice.of(OracleSchema.SHARDED), "o");
        Ref inner = new Ref(partner(outer), "i");
        boolean family = inner.table().sharded()
                && inner.table().family().equals(outer.table().family());
        String correlation = family && dice.percent(70)
                ? inner.key() + " = " + outer.key()
                : dice.percent(60) ? link(outer, inner) : "true";
        String more = dice.percent(50) ? " AND " + predicates.any(List.of(inner), 1) : "";
        String mine = dice.percent(40) ? " AND " + predicates.key(outer) : "";
        Column column = dice.of(
                outer.table().columns().stream().filter(Column::comparable).toList());
        String same = inner.table().columns().stream()
                .filter(other -> other.kind() == column.kind()
                        && other.comparable()
                        && column.kind() != Kind.OTHER
                        && column.name().startsWith("t") == other.name().startsWith("t")
                        && haveOneCollation(column, other))
                .map(inner::column)
                .findAny()
                .orElse("NULL");
        String body = " FROM " + inner.from() + " WHERE " + correlation + more;
        String list = dice.percent(50)
                ? body
                : " FROM " + inner.from() + (more.isEmpty() ? "" : " WHERE " + more.substring(5));
        String condition = dice.of(
                "EXISTS (SELECT 1" + body + ")",
                "NOT EXISTS (SELECT * " + body + ")",
                outer.column(column) + " IN (SELECT " + same + list + ")",
                outer.column(column) + " NOT IN (SELECT " + same + list + ")",
                outer.column(column) + " = ANY (SELECT " + same + list + ")",
                outer.column(column) + " <> ALL (SELECT " + same + list + ")",
                "(SELECT count(*)" + body + ") > 1",
                "(SELECT max(" + inner.column(inner.table().identity().get(0)) + "::text)" + body + ") IS NOT NULL",
                family ? outer.key() + dice.of(" IN ", " NOT IN ") + "(SELECT " + inner.key() + list + ")" : "true",
                family ? outer.key() + " IN (SELECT " + inner.key() + list + " LIMIT 1000)" : "true");
        String item = dice.percent(20) ? ", (SELECT count(*)" + body + ")" : "";
        String head =
                "SELECT " + identity(List.of(outer)) + item + " FROM " + outer.from() + " WHERE " + condition + mine;
        if (dice.percent(30)) {
            return new Body("SELECT count(*) FROM " + outer.from() + " WHERE " + condition + mine, true);
        }
        return dice.percent(50)
                ? new Body(head, false)
                : new Body(head + " ORDER BY " + identity(List.of(outer)) + limit(), true);
    }

    private Body set() {
        Ref left = one();
        Ref right = dice.percent(60) ? new Ref(left.table(), "r") : one();
        Column column = dice.of(left.table().columns().stream()
                .filter(c -> c.sound() && c.comparable())
                .toList());
        List<Column> alike = right.table().columns().stream()
                .filter(c -> c.kind() == column.kind() && c.comparable() && c.sound())
                .toList();
        if (alike.isEmpty() || (column.kind() == Kind.OTHER && !left.table().equals(right.table()))) {
            return rows(List.of(left), left.from(), "");
        }
        Column other = left.table().equals(right.table()) ? column : dice.of(alike);
        String kind = dice.of(" UNION ", " UNION ALL ", " INTERSECT ", " EXCEPT ", " INTERSECT ALL ", " EXCEPT ALL ");
        String text = "SELECT " + left.column(column) + " FROM " + left.from() + predicates.where(List.of(left)) + kind
                + "SELECT " + right.column(other) + " FROM " + right.from() + predicates.where(List.of(right));
        return dice.percent(30)
                ? new Body(text + " ORDER BY 1" + limit(), true)
                : dice.percent(15) ? new Body("(" + text + ") UNION ALL SELECT NULL", false) : new Body(text, false);
    }

    private Body common() {
        Ref one = new Ref(dice.of(OracleSchema.SHARDED), "");
        String inner = "SELECT * FROM " + one.from() + predicates.where(List.of(one));
        String name = dice.of("c", one.table().name(), "users");
        Ref result = new Ref(
                new Table(
                        name,
                        one.table().key(),
                        one.table().identity(),
                        one.table().family(),
                        one.table().columns()),
                "");
        String hint = dice.of("", "", "MATERIALIZED ", "NOT MATERIALIZED ");
        String with = "WITH " + name + " AS " + hint + "(" + inner + ") ";
        if (dice.percent(30)) {
            Ref other = new Ref(partner(one), "p");
            Ref named = new Ref(result.table(), "q");
            Body body = rows(
                    List.of(named, other),
                    named.from() + dice.of(" JOIN ", " LEFT JOIN ", " FULL JOIN ") + other.from() + " ON "
                            + on(named, other),
                    predicates.where(List.of(named, other)));
            return new Body(with + body.text(), body.ordered());
        }
        Body body = dice.percent(40)
                ? groups(List.of(result), name, predicates.where(List.of(result)))
                : rows(List.of(result), name, predicates.where(List.of(result)));
        return new Body(with + body.text(), body.ordered());
    }

    private Body derived() {
        Ref one = new Ref(dice.percent(15) ? dice.of(OracleSchema.VIEWS) : dice.of(OracleSchema.SHARDED), "");
        String tail = dice.percent(25) ? " ORDER BY " + identity(List.of(one)) + " LIMIT " + (3 + dice.roll(9)) : "";
        String inner = dice.percent(20)
                ? "SELECT DISTINCT * FROM (SELECT "
                        + one.table().columns().stream()
                                .filter(Column::comparable)
                                .map(Column::name)
                                .collect(joining(", "))
                        + " FROM " + one.from() + ") deep"
                : "SELECT * FROM " + one.from() + predicates.where(List.of(one)) + tail;
        List<Column> columns = one.table().columns().stream()
                .filter(c -> !inner.startsWith("SELECT DISTINCT") || c.comparable())
                .toList();
        Table shape = new Table(
                one.table().name(),
                one.table().key(),
                one.table().identity(),
                one.table().family(),
                columns);
        Ref result = new Ref(shape, "s");
        if (dice.percent(25)) {
            Ref lead = new Ref(dice.of(OracleSchema.TABLES), "l");
            Ref side = new Ref(partner(lead), "s");
            String lateral = "SELECT * FROM " + side.table().name() + " k WHERE " + on(lead, new Ref(side.table(), "k"))
                    + (dice.percent(30)
                            ? " ORDER BY " + identity(List.of(new Ref(side.table(), "k"))) + " LIMIT 2"
                            : "");
            return rows(
                    List.of(lead, side),
                    lead.from() + dice.of(" CROSS JOIN LATERAL (", ", LATERAL (") + lateral + ") s",
                    predicates.where(List.of(lead, side)));
        }
        String from = "(" + inner + ")" + dice.of(" s", " AS s");
        if (dice.percent(20)) {
            return groupsWithin();
        }
        return dice.percent(50)
                ? groups(List.of(result), from, predicates.where(List.of(result)))
                : rows(List.of(result), from, predicates.where(List.of(result)));
    }

    /** A group inside, a condition or another group outside. */
    private Body groupsWithin() {
        Ref one = new Ref(dice.of(OracleSchema.ORDERS, OracleSchema.NOTES, OracleSchema.PARTS, OracleSchema.USERS), "");
        String by = dice.percent(60)
                ? one.table().key()
                : dice.of(one.table().columns()).name();
        String inner = "SELECT " + by + " AS g, count(*) AS n FROM " + one.from() + predicates.where(List.of(one))
                + " GROUP BY " + by;
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

    private Body window() {
        Ref one = new Ref(dice.of(OracleSchema.TABLES), "w");
        String order = " ORDER BY " + identity(List.of(one));
        String partition = dice.percent(50) && one.table().sharded() ? "PARTITION BY " + one.key() : "";
        String call = dice.of("row_number()", "count(*)", "rank()", "sum(1)", "lag(1)");
        return new Body(
                "SELECT " + identity(List.of(one)) + ", " + call + " OVER (" + partition + order + ") FROM "
                        + one.from() + predicates.where(List.of(one)),
                false);
    }

    private Body lock() {
        Ref one = new Ref(dice.of(OracleSchema.TABLES), "w");
        return new Body(
                "SELECT " + identity(List.of(one)) + " FROM " + one.from() + predicates.where(List.of(one))
                        + " ORDER BY " + identity(List.of(one)) + " "
                        + dice.of(
                                "FOR UPDATE",
                                "FOR SHARE",
                                "FOR UPDATE NOWAIT",
                                "FOR NO KEY UPDATE OF w",
                                "FOR KEY SHARE"),
                true);
    }

    private Body tableless() {
        return new Body(
                dice.of(List.of(
                        "VALUES (1, 'a'), (2, NULL)",
                        "SELECT 1, 'x'::text, NULL, 1.50, 3000000000",
                        "SELECT * FROM generate_series(1, 3) g",
                        "SELECT * FROM (VALUES (1), (2)) v (a) WHERE a > "
                                + values.of(OracleSchema.USERS.column("age")),
                        "SELECT " + values.key("bigint"),
                        "SELECT count(*) FROM generate_series(1, 3)",
                        "SELECT u.user_id FROM (VALUES (1), (2), (7)) v (id) JOIN users u ON u.user_id = v.id",
                        "SELECT v.id, u.name FROM (VALUES (1), (2), (99)) v (id) LEFT JOIN users u ON u.user_id = v.id",
                        "SELECT g, u.name FROM generate_series(1, 5) g JOIN users u ON u.user_id = g",
                        "SELECT u.user_id, g FROM users u, generate_series(1, 2) g",
                        "SELECT u.user_id, g FROM users u CROSS JOIN LATERAL generate_series(1, u.age % 3) g",
                        "TABLE country",
                        "TABLE users",
                        "SELECT (SELECT count(*) FROM users)",
                        "SELECT (SELECT count(*) FROM users WHERE user_id = 3), (SELECT count(*) FROM country)",
                        "SELECT EXISTS (SELECT 1 FROM users WHERE user_id = 7)",
                        "SELECT unnest(ia) FROM kinds",
                        "SELECT user_id, generate_series(1, 2) FROM users",
                        "SELECT users FROM users",
                        "SELECT (users).name FROM users",
                        "SELECT users.* FROM users, country c WHERE users.country = c.code",
                        "SELECT row_to_json(users)::text FROM users",
                        "SELECT count(users), count(DISTINCT country) FROM users")),
                false);
    }

    private Body error() {
        return new Body(
                dice.of(List.of(
                        "SELECT 1 / 0 FROM kinds",
                        "SELECT nope FROM users",
                        "SELECT name::integer FROM users WHERE user_id = 7 AND false IS NOT NULL",
                        "SELECT user_id FROM users, orders",
                        "SELECT name, count(*) FROM users",
                        "SELECT * FROM users WHERE user_id = 'abc'",
                        "SELECT * FROM users WHERE user_id = 99999999999999999999",
                        "SELECT * FROM things WHERE uid = 'nope'",
                        "SELECT * FROM users WHERE user_id = '99999999999999999999'",
                        "SELECT * FROM users ORDER BY 99",
                        "SELECT * FROM users LIMIT -1",
                        "SELECT sum(i8) / 0 FROM kinds",
                        "SELECT * FROM users WHERE age",
                        "SELECT j = j FROM kinds",
                        "SELECT DISTINCT j FROM kinds",
                        "SELECT * FROM users u JOIN orders o USING (nope)",
                        "SELECT user_id FROM users UNION SELECT name FROM users",
                        "SELECT * FROM users WHERE user_id IN (1, 'x')",
                        "SELECT FROM users WHERE",
                        "SELECT nofunction(1) FROM users WHERE user_id = 1",
                        "SELECT u.name FROM users WHERE user_id = 1",
                        "SELECT DISTINCT name FROM users ORDER BY age",
                        "SELECT name AS n, age AS n FROM users ORDER BY n",
                        "SELECT count(*) FROM users HAVING age > 1")),
                false);
    }
}
