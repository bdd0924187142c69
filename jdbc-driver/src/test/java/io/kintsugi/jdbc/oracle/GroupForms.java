package io.kintsugi.jdbc.oracle;

import static java.util.stream.Collectors.joining;

import io.kintsugi.testkit.oracle.Dice;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Queries of groups. Confined to one statement. */
final class GroupForms {
    private final Tools tools;
    private final Dice dice;
    private final RowForms rows;

    GroupForms(Tools tools, RowForms rows) {
        this.tools = tools;
        this.dice = tools.dice();
        this.rows = rows;
    }

    /**
     * A group key.
     *
     * @param by as GROUP BY says it
     * @param shown as the select list shows it, see {@link Column}; empty if it does not
     */
    private record Key(String by, String shown) {}

    Body groups(List<Ref> refs, String from) {
        return groups(refs, from, tools.predicates().where(refs));
    }

    Body groups(List<Ref> refs, String from, String where) {
        List<Key> keys = keys(refs);
        List<String> aggregates = aggregates(refs);
        boolean hidden = dice.percent(15) && !keys.isEmpty();
        List<String> items = new ArrayList<>();
        keys.stream()
                .skip(hidden ? 1 : 0)
                .map(Key::shown)
                .filter(shown -> !shown.isEmpty())
                .forEach(items::add);
        aggregates.stream()
                .map(aggregate -> dice.percent(6) ? above(refs) : wrapped(aggregate))
                .forEach(items::add);
        String head = "SELECT " + listed(items) + " FROM " + from + where;
        if (keys.isEmpty()) {
            return new Body(head + (dice.percent(15) ? having(refs) : "") + few(), true);
        }
        boolean ordinals = !hidden
                && dice.percent(30)
                && keys.stream().allMatch(key -> key.by().equals(key.shown()));
        String by = ordinals
                ? IntStream.rangeClosed(1, keys.size())
                        .mapToObj(Integer::toString)
                        .collect(joining(", "))
                : keys.stream().map(Key::by).collect(joining(", "));
        String grouping = dice.percent(5) ? dice.of(tools.speech().groupings(by)) : by;
        String grouped = head + " GROUP BY " + grouping + (dice.percent(18) ? having(refs) : "");
        if (!grouping.equals(by) || dice.percent(45)) {
            return new Body(grouped, false);
        }
        String order = keys.stream().map(key -> key.by() + tools.direction()).collect(joining(", "));
        List<String> exact = aggregates.stream().filter(this::isExact).toList();
        if (!exact.isEmpty() && dice.percent(40)) {
            String first = dice.of(exact) + tools.direction() + ", ";
            String limit = dice.percent(60) ? " LIMIT " + (1 + tools.constants().roll(3)) : rows.limit();
            return new Body(grouped + " ORDER BY " + first + order + limit, true);
        }
        return new Body(grouped + " ORDER BY " + order + rows.limit(), true);
    }

    private String listed(List<String> items) {
        return IntStream.range(0, items.size())
                .mapToObj(item -> tools.called(items.get(item), "g" + item))
                .collect(joining(", "));
    }

    private List<Key> keys(List<Ref> refs) {
        List<Key> keys = new ArrayList<>();
        for (int key = 0; key < dice.roll(3); key++) {
            Ref ref = dice.of(refs);
            List<Column> open = ref.table().columns().stream()
                    .filter(column -> !column.sound())
                    .toList();
            if (!open.isEmpty() && dice.percent(35)) {
                Column column = dice.of(open);
                String name = ref.column(column);
                keys.add(new Key(name, dice.percent(50) ? "" : column.shown(name)));
            } else {
                String expression = tools.expressions().of(ref, true);
                keys.add(new Key(expression, expression));
            }
        }
        return keys;
    }

    private List<String> aggregates(List<Ref> refs) {
        boolean plain = dice.percent(50);
        List<String> aggregates = new ArrayList<>();
        for (int item = 0; item <= dice.roll(3); item++) {
            aggregates.add(tools.expressions().aggregate(refs, plain));
        }
        return aggregates;
    }

    /** Whether there are no digits that a plan may show or not, see {@link Speech#computesWithAverages}. */
    private boolean isExact(String aggregate) {
        return tools.speech().computesWithAverages() || !aggregate.contains("avg(");
    }

    private String wrapped(String aggregate) {
        return isExact(aggregate) && dice.percent(10)
                ? dice.of(
                        aggregate + " IS NULL",
                        "coalesce(" + tools.speech().text("(" + aggregate + ")") + ", '-')",
                        "(" + aggregate + ")",
                        "count(*) - count(*)",
                        "CASE WHEN 1 = 1 THEN " + aggregate + " END",
                        "1",
                        aggregate + " AS total")
                : aggregate;
    }

    /** An expression over aggregates of numbers. */
    private String above(List<Ref> refs) {
        String one = tools.expressions().total(refs);
        String other = tools.expressions().total(refs);
        return dice.of(tools.speech().above(one, other));
    }

    /** A condition on aggregates of numbers. */
    private String aboveCondition(List<Ref> refs) {
        String one = tools.expressions().total(refs);
        return dice.of(
                one + " > " + dice.roll(20),
                one + " IS NOT NULL AND count(*) >= 1",
                "count(*) * 2 - 1 <> " + dice.roll(6),
                "NOT (" + one + " BETWEEN 1 AND 100)",
                one + " <= " + tools.marks().mark((long) dice.roll(50), Types.BIGINT));
    }

    private String having(List<Ref> refs) {
        String some = refs.get(0).column(refs.get(0).table().identity().get(0));
        return " HAVING "
                + dice.of(
                        "count(*) > 1",
                        "count(*) < 3",
                        aboveCondition(refs),
                        aboveCondition(refs),
                        "count(DISTINCT " + some + ") > 1",
                        "min(" + tools.speech().text(some) + ") > 'a'",
                        tools.expressions().aggregate(refs, true) + " IS NOT NULL");
    }

    /** One group, or none. */
    private String few() {
        return dice.percent(10) ? dice.of(" LIMIT 1", " LIMIT 0", " LIMIT 5 OFFSET 1") : "";
    }
}
