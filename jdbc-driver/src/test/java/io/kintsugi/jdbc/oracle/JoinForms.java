package io.kintsugi.jdbc.oracle;

import io.kintsugi.testkit.oracle.Dice;
import java.util.ArrayList;
import java.util.List;

/** FROM lists of several tables. Confined to one statement. */
final class JoinForms {
    private final Tools tools;
    private final Dice dice;
    private final Schema schema;

    JoinForms(Tools tools) {
        this.tools = tools;
        this.dice = tools.dice();
        this.schema = tools.speech().schema();
    }

    /** Some tables under their own aliases, and conditions for them. */
    record From(List<Ref> refs, String text, String where) {}

    From some() {
        if (dice.percent(15)) {
            return merged();
        }
        List<Ref> refs = new ArrayList<>();
        String text = join(refs, 2 + (dice.percent(25) ? 1 : 0));
        return new From(refs, text, tools.predicates().where(refs));
    }

    /** Two tables of a family, joined by USING or NATURAL: their key is one column then. */
    private From merged() {
        Table first = dice.of(schema.sharded());
        List<Table> namesakes = schema.family(first).stream()
                .filter(other -> other.key().equals(first.key()) && !other.equals(first))
                .toList();
        if (namesakes.isEmpty()) {
            return some();
        }
        List<Ref> refs = List.of(new Ref(first, "a"), new Ref(dice.of(namesakes), "b"));
        String word = dice.of(tools.speech().joins());
        String text = dice.percent(20)
                ? refs.get(0).from() + " NATURAL" + word + refs.get(1).from()
                : refs.get(0).from() + word + refs.get(1).from() + " USING (" + first.key() + ")";
        String where = tools.predicates().where(refs);
        String other = refs.get(1).column(refs.get(1).table().identity().get(0));
        return dice.percent(50)
                ? new From(refs, text, and(where, tools.predicates().key(first.key(), first.family(), other)))
                : new From(refs, text, where);
    }

    private static String and(String where, String condition) {
        return where.isEmpty() ? " WHERE " + condition : where + " AND " + condition;
    }

    private String join(List<Ref> refs, int count) {
        Ref first = dice.percent(12) ? new Ref(dice.of(schema.views()), "a") : named(dice.of(schema.tables()), "a");
        refs.add(first);
        StringBuilder from = new StringBuilder(first.from());
        for (int i = 1; i < count; i++) {
            Ref left = dice.of(refs);
            Ref right = named(partner(left), "" + (char) ('a' + i));
            refs.add(right);
            from.append(
                    dice.percent(8)
                            ? " CROSS JOIN " + right.from()
                            : dice.of(tools.speech().joins()) + right.from() + " ON " + on(left, right));
        }
        return from.toString();
    }

    /** Under an alias, and now and then under other names for its columns: two of one kind change theirs. */
    Ref named(Table table, String alias) {
        if (!tools.speech().renamesColumns() || table.name().equals("kinds") || !dice.percent(20)) {
            return new Ref(table, alias);
        }
        Column first = dice.percent(50) && table.sharded() ? table.column(table.key()) : dice.of(table.columns());
        List<Column> alike = table.columns().stream()
                .filter(column ->
                        column.kind() == first.kind() && !column.name().equals(first.name()))
                .filter(column -> column.collation().equals(first.collation()))
                .toList();
        return alike.isEmpty() ? new Ref(table, alias) : renamed(table, alias, first, dice.of(alike));
    }

    private static Ref renamed(Table table, String alias, Column first, Column second) {
        List<Column> columns = new ArrayList<>(table.columns());
        columns.set(columns.indexOf(first), first.renamed(second.name()));
        columns.set(table.columns().indexOf(second), second.renamed(first.name()));
        List<String> identity = table.identity().stream()
                .map(name -> turned(name, first.name(), second.name()))
                .toList();
        String key = turned(table.key(), first.name(), second.name());
        return new Ref(new Table(table.name(), key, identity, table.family(), columns), alias, true);
    }

    private static String turned(String name, String one, String other) {
        return name.equals(one) ? other : name.equals(other) ? one : name;
    }

    Table partner(Ref left) {
        List<Table> family = schema.family(left.table());
        boolean stay = !family.isEmpty() && dice.percent(55);
        return stay ? dice.of(family) : dice.percent(40) ? dice.of(schema.references()) : dice.of(schema.tables());
    }

    String on(Ref left, Ref right) {
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
                            ? tools.predicates().key(ref)
                            : tools.predicates().any(List.of(left, right), 1));
        }
        if (conjuncts.size() > 1 && conjuncts.get(1).contains(" OR ") && dice.percent(50)) {
            return conjuncts.get(0) + " AND (" + conjuncts.get(1) + ")";
        }
        return String.join(dice.percent(90) ? " AND " : " OR ", conjuncts);
    }

    /** Two columns of one kind that are equal; anything if there are none. */
    String link(Ref left, Ref right) {
        for (int attempt = 0; attempt < 20; attempt++) {
            Column one = dice.of(left.table().columns());
            Column other = dice.of(right.table().columns());
            boolean alike = one.kind() == other.kind()
                    && (one.kind() == Kind.INTEGER || one.kind() == Kind.TEXT || one.kind() == Kind.UUID);
            if (alike) {
                return left.column(one) + " = " + comparable(right, one, other);
            }
        }
        return "true";
    }

    /** A column such that it can be compared with one of another table. */
    String comparable(Ref ref, Column with, Column column) {
        String name = ref.column(column);
        return inOneCollation(with, column) ? name : tools.speech().bytewise(name);
    }

    /**
     * Whether they can be compared as they are. Of two columns with collations of their own the server says, by the
     * plan it has chosen, that it cannot choose one, or never finds out; so one of them is given one, by form.
     */
    private static boolean inOneCollation(Column one, Column other) {
        return one.collation().isEmpty()
                || other.collation().isEmpty()
                || one.collation().equals(other.collation());
    }
}
