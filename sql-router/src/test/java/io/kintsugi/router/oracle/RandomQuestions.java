package io.kintsugi.router.oracle;

import io.kintsugi.router.oracle.Condition.Comparator;
import io.kintsugi.router.oracle.Condition.Constant;
import io.kintsugi.router.oracle.Condition.Operand;
import io.kintsugi.router.oracle.Condition.Spelling;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Draws queries whose conditions dwell on sharding keys, the way a hostile reviewer would. Seeded. */
final class RandomQuestions {
    /** Keys beyond the stored ones too, so that contradictions and misses occur. */
    static final int KEYS = 14;

    private final Random random;
    private final Map<String, List<String>> columns;
    private final boolean fullJoins;
    private int aliases;

    /**
     * @param fullJoins whether the database has FULL JOIN
     */
    RandomQuestions(Random random, Map<String, List<String>> columns, boolean fullJoins) {
        this.fullJoins = fullJoins;
        this.random = random;
        this.columns = columns;
    }

    Question next() {
        aliases = 0;
        return switch (random.nextInt(13)) {
            case 10 -> new Question.Distinct(rows(select()));
            case 11, 12 -> change();
            case 0, 1 -> totals(List.of());
            case 2 -> totals(List.of("grouped"));
            case 3 -> union();
            case 4 -> first();
            default -> rows(select());
        };
    }

    private Question totals(List<String> grouped) {
        Select select = select();
        List<String> keys =
                grouped.isEmpty() ? List.of() : List.of(anyColumn(select.from().aliases()));
        return new Question.Totals(keys, anyColumn(select.from().aliases()), select);
    }

    private Question union() {
        return new Question.Union(random.nextBoolean(), rows(select()), rows(select()));
    }

    private Question change() {
        String name = random.nextInt(4) == 0 ? "country" : random.nextBoolean() ? "users" : "orders";
        Source.Table table = new Source.Table(name, alias(name));
        List<String> names = columns.getOrDefault(name, List.of());
        Condition where = condition(table.aliases(), 3, true);
        String last = names.get(names.size() - 1);
        return new Question.Change(random.nextBoolean(), table, table.alias() + "." + names.get(0), last, where);
    }

    private Question first() {
        Source table = new Source.Table("orders", alias("orders"));
        String name = table.aliases().get(0);
        Select select = new Select(table, condition(table.aliases(), 2, false));
        return new Question.First(
                new Question.Rows(List.of(name + ".order_id", anyColumn(table.aliases())), select),
                name + ".order_id",
                1 + random.nextInt(4));
    }

    private Question.Rows rows(Select select) {
        return new Question.Rows(
                List.of(
                        anyColumn(select.from().aliases()),
                        anyColumn(select.from().aliases())),
                select);
    }

    private Select select() {
        Source from = source(random.nextInt(10) < 4 ? 1 : 2 + random.nextInt(2));
        return new Select(from, condition(from.aliases(), 3, true));
    }

    private Source source(int tables) {
        int dice = random.nextInt(12);
        if (dice == 0 && tables > 1) {
            return new Source.Cross(source(tables - 1), table());
        }
        if (dice == 1 && tables > 1) {
            Source users = new Source.Table("users", alias("users"));
            return new Source.Using(kind(), users, new Source.Table("orders", alias("orders")), "user_id");
        }
        return joined(tables, dice == 2);
    }

    private Source joined(int tables, boolean nestRight) {
        Source source = table();
        for (int i = 1; i < tables; i++) {
            Source right = nestRight && i == 1 && tables > 2 ? joined(2, false) : table();
            List<String> all = new ArrayList<>(source.aliases());
            all.addAll(right.aliases());
            source = new Source.Joined(kind(), source, right, on(source.aliases(), right.aliases(), all));
        }
        return source;
    }

    private Source.Kind kind() {
        int dice = random.nextInt(10);
        return dice < 5
                ? Source.Kind.INNER
                : dice < 8 ? Source.Kind.LEFT : dice < 9 || !fullJoins ? Source.Kind.RIGHT : Source.Kind.FULL;
    }

    private Source table() {
        int dice = random.nextInt(10);
        String name = dice < 4 ? "users" : dice < 8 ? "orders" : "country";
        Source.Table table = new Source.Table(name, alias(name));
        return random.nextInt(12) == 0 ? new Source.Derived(table, condition(table.aliases(), 1, false)) : table;
    }

    /** The first letter tells the table, so that a column can be drawn from the alias alone. */
    private String alias(String table) {
        return table.charAt(0) + Integer.toString(++aliases);
    }

    private Condition on(List<String> left, List<String> right, List<String> all) {
        Condition link = keyLink(left, right);
        return random.nextInt(3) > 0 ? link : and(link, condition(all, 1, false));
    }

    private Condition keyLink(List<String> left, List<String> right) {
        boolean onKey = random.nextInt(10) < 8;
        String a = onKey ? key(pick(left)) : anyColumn(left);
        String b = onKey ? key(pick(right)) : anyColumn(right);
        return new Condition.Compare(new Condition.Column(a), Comparator.EQUAL, new Condition.Column(b));
    }

    private Condition condition(List<String> scope, int depth, boolean nested) {
        int dice = random.nextInt(depth > 0 ? 15 : 5);
        if (dice < 5) {
            return keyCondition(scope);
        }
        return switch (dice) {
            case 5, 6, 7, 8 -> and(condition(scope, depth - 1, nested), condition(scope, depth - 1, nested));
            case 9 -> or(condition(scope, depth - 1, false), condition(scope, depth - 1, false));
            case 10 -> new Condition.Not(condition(scope, depth - 1, false));
            case 11 -> nested ? nested(scope) : otherCondition(scope);
            case 12 ->
                new Condition.Choice(
                        condition(scope, 0, false), condition(scope, depth - 1, false), condition(scope, 0, false));
            case 13 -> new Condition.Is(condition(scope, depth - 1, false), random.nextBoolean(), random.nextBoolean());
            default -> otherCondition(scope);
        };
    }

    private Condition keyCondition(List<String> scope) {
        Operand key = new Condition.Column(key(pick(scope)));
        return switch (random.nextInt(13)) {
            case 9 -> new Condition.AnyOf(key, members());
            case 10, 11 -> disguised(scope);
            case 12 -> new Condition.PairsEqual(key, new Condition.Column(anyColumn(scope)), constant(), constant());
            case 0, 1, 2 -> new Condition.Compare(key, Comparator.EQUAL, constant());
            case 3 -> new Condition.Compare(constant(), Comparator.EQUAL, key);
            case 4, 5 -> new Condition.In(key, random.nextInt(5) == 0, members());
            case 6 -> new Condition.Between(key, random.nextInt(4) == 0, constant(), constant());
            case 7 -> new Condition.Compare(key, pick(List.of(Comparator.values())), constant());
            default -> new Condition.IsNotDistinct(key, random.nextBoolean(), constant());
        };
    }

    private Condition disguised(List<String> scope) {
        Condition.Disguise disguise = pick(List.of(Condition.Disguise.values()));
        Condition.Column key = new Condition.Column(key(pick(scope)));
        Operand operand = new Condition.Disguised(key, disguise, random.nextInt(3));
        return new Condition.Compare(operand, Comparator.EQUAL, constant());
    }

    private Condition otherCondition(List<String> scope) {
        Operand column = new Condition.Column(anyColumn(scope));
        return switch (random.nextInt(6)) {
            case 0 -> new Condition.IsNull(column, random.nextBoolean());
            case 1 -> new Condition.Truth(random.nextBoolean());
            case 2, 3 ->
                new Condition.Compare(
                        column, pick(List.of(Comparator.values())), new Condition.Column(anyColumn(scope)));
            default -> new Condition.Compare(column, pick(List.of(Comparator.values())), constant());
        };
    }

    private Condition nested(List<String> scope) {
        Source from = source(1);
        String inner = from.aliases().get(0);
        Condition where = condition(from.aliases(), 1, false);
        if (random.nextBoolean()) {
            where = and(keyLink(from.aliases(), scope), where);
        }
        boolean exists = random.nextBoolean();
        Operand operand =
                exists ? null : new Condition.Column(random.nextBoolean() ? key(pick(scope)) : anyColumn(scope));
        String column = random.nextBoolean() ? key(inner) : anyColumn(List.of(inner));
        return new Condition.Nested(operand, random.nextInt(3) == 0, new Select(from, where), column);
    }

    private List<Operand> members() {
        List<Operand> members = new ArrayList<>();
        int count = 1 + random.nextInt(3);
        for (int i = 0; i < count; i++) {
            members.add(constant());
        }
        return members;
    }

    private Operand constant() {
        if (random.nextInt(25) == 0) {
            return new Constant(null, random.nextBoolean() ? Spelling.NUMBER : Spelling.PARAMETER);
        }
        int dice = random.nextInt(10);
        Spelling spelling = dice < 5
                ? Spelling.NUMBER
                : dice < 8 ? Spelling.PARAMETER : dice < 9 ? Spelling.STRING : Spelling.DECIMAL;
        return new Constant((long) random.nextInt(KEYS), spelling);
    }

    private static Condition and(Condition left, Condition right) {
        return new Condition.Both(true, left, right);
    }

    private static Condition or(Condition left, Condition right) {
        return new Condition.Both(false, left, right);
    }

    private String key(String alias) {
        return alias + (alias.startsWith("c") ? ".code" : ".user_id");
    }

    private String anyColumn(List<String> scope) {
        String alias = pick(scope);
        String table = alias.startsWith("u") ? "users" : alias.startsWith("o") ? "orders" : "country";
        return alias + "." + pick(columns.getOrDefault(table, List.of()));
    }

    private <T> T pick(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
