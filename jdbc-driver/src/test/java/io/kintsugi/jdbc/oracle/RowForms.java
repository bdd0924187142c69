package io.kintsugi.jdbc.oracle;

import static java.util.stream.Collectors.joining;

import io.kintsugi.testkit.oracle.Dice;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** Queries of rows as they are: select lists, DISTINCT, ORDER BY, LIMIT. Confined to one statement. */
final class RowForms {
    /** An item under a name of its own. */
    private static final Pattern LABELLED = Pattern.compile(".* AS \\w+", Pattern.DOTALL);

    private final Tools tools;
    private final Dice dice;

    RowForms(Tools tools) {
        this.tools = tools;
        this.dice = tools.dice();
    }

    /** What tells the joined rows apart. */
    static String identity(List<Ref> refs) {
        return refs.stream()
                .flatMap(ref -> ref.table().identity().stream().map(ref::column))
                .collect(joining(", "));
    }

    Body rows(List<Ref> refs, String from) {
        return rows(refs, from, tools.predicates().where(refs));
    }

    Body rows(List<Ref> refs, String from, String where) {
        if (dice.percent(12)) {
            return distinct(refs, from, where);
        }
        List<String> items = items(refs);
        String head = "SELECT " + String.join(", ", items) + " FROM " + from + where;
        if (dice.percent(40)) {
            return new Body(head, false);
        }
        String order = " ORDER BY " + order(refs, items) + identity(refs) + dice.of("", "", " DESC");
        return new Body(head + order + limit(), true);
    }

    private List<String> items(List<Ref> refs) {
        if (dice.percent(20)) {
            return dice.percent(50) || refs.get(0).alias().isEmpty()
                    ? List.of("*")
                    : List.of(refs.get(0).alias() + ".*", "1 AS one");
        }
        List<String> items = new ArrayList<>();
        for (int item = 0; item <= dice.roll(4); item++) {
            String label = dice.percent(20) ? dice.of(tools.speech().labels(alias(refs), item)) : "";
            String expression = dice.percent(7)
                    ? tools.constants().of(tools.speech().itemConstants())
                    : tools.expressions().of(dice.of(refs), false);
            // A cast is called like its column, and a bare ORDER BY would then mean the cast.
            boolean bare = refs.get(0).alias().isEmpty() && !expression.matches("\\w+");
            items.add(
                    bare && label.isEmpty()
                            ? expression + " AS e" + item
                            : label.isEmpty() ? tools.called(expression, "e" + item) : expression + label);
        }
        return items;
    }

    /** The name of another column, but of none that makes the order total: ORDER BY would mean the alias. */
    private String alias(List<Ref> refs) {
        String name = dice.of(refs.get(0).table().columns()).name();
        return refs.stream().anyMatch(ref -> ref.table().identity().contains(name)) ? "other" : name;
    }

    private String order(List<Ref> refs, List<String> items) {
        if (dice.percent(30)) {
            return "";
        }
        if (dice.percent(15)) {
            return 1 + tools.constants().roll(items.size()) + tools.direction() + ", ";
        }
        Optional<String> label = items.stream()
                .filter(item -> LABELLED.matcher(item).matches())
                .map(item -> item.substring(item.lastIndexOf(' ') + 1))
                .findFirst();
        if (label.isPresent() && dice.percent(50)) {
            return label.get() + tools.direction() + ", ";
        }
        Ref ref = dice.of(refs);
        List<Column> comparable =
                ref.table().columns().stream().filter(Column::comparable).toList();
        List<Column> open = comparable.stream().filter(c -> !c.sound()).toList();
        Column column = dice.of(dice.percent(20) && !open.isEmpty() ? open : comparable);
        String expression = dice.percent(75)
                ? ref.column(column)
                : dice.of("(" + ref.column(column) + ")", tools.expressions().computed(ref, column));
        boolean collated = column.kind() == Kind.TEXT && dice.percent(60) && expression.equals(ref.column(column));
        String key = collated ? tools.speech().bytewise(expression) : expression;
        String second = dice.percent(25) ? key + tools.direction() + ", " : "";
        return second.isEmpty() || refs.size() > 1
                ? key + tools.direction() + ", "
                : ref.column(dice.of(ref.table().columns().stream()
                                .filter(Column::comparable)
                                .toList())) + tools.direction() + ", " + second;
    }

    String limit() {
        if (dice.percent(55)) {
            return "";
        }
        Dice constants = tools.constants();
        Speech speech = tools.speech();
        int number = constants.roll(12);
        int offset = constants.roll(9);
        if (dice.percent(60)) {
            return dice.of(speech.limits(number, offset));
        }
        if (dice.percent(60)) {
            String bound = constants.percent(10)
                    ? tools.marks().mark(null, Types.BIGINT)
                    : tools.marks().mark(number, Types.INTEGER);
            return dice.of(speech.boundLimits(bound, tools.marks().mark((long) offset, Types.BIGINT)));
        }
        return constants.of(speech.oddLimits());
    }

    private Body distinct(List<Ref> refs, String from, String where) {
        List<String> items = new ArrayList<>();
        for (int item = 0; item <= dice.roll(3); item++) {
            items.add(tools.called(tools.expressions().of(dice.of(refs), true), "e" + item));
        }
        String head = "SELECT " + dice.of(tools.speech().distinct(identity(refs))) + String.join(", ", items) + " FROM "
                + from + where;
        if (head.contains("DISTINCT ON") || dice.percent(50)) {
            return new Body(head, false);
        }
        String ordinals = IntStream.rangeClosed(1, items.size())
                .mapToObj(ordinal -> ordinal + tools.direction())
                .collect(joining(", "));
        return new Body(head + " ORDER BY " + ordinals + limit(), true);
    }
}
