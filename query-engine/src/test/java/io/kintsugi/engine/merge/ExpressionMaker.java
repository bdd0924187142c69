package io.kintsugi.engine.merge;

import io.kintsugi.router.plan.ValueExpression;
import io.kintsugi.router.plan.ValueExpression.Cast;
import io.kintsugi.router.plan.ValueExpression.Input;
import io.kintsugi.router.plan.ValueOperator;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;

/**
 * Random expressions, each as a text for a server and as what the merge computes. Inputs are what a shard returns: the
 * text of an expression without one. Confined to one thread.
 */
public final class ExpressionMaker {
    private static final List<ValueOperator> COMPARISONS = List.of(
            ValueOperator.EQUAL,
            ValueOperator.NOT_EQUAL,
            ValueOperator.LESS,
            ValueOperator.LESS_OR_EQUAL,
            ValueOperator.GREATER,
            ValueOperator.GREATER_OR_EQUAL);

    private final Random random;
    private final boolean mySql;
    private final List<String> integers;
    private final List<String> decimals;
    private final List<String> inputs = new ArrayList<>();

    public ExpressionMaker(Random random, boolean mySql, List<String> integers, List<String> decimals) {
        this.random = random;
        this.mySql = mySql;
        this.integers = integers;
        this.decimals = decimals;
    }

    /** An expression in both forms. */
    public record Made(String sql, ValueExpression expression) {}

    /** The inputs of all expressions made so far, by position. */
    public List<String> inputs() {
        return inputs;
    }

    /** One more expression of any type. */
    public Made next() {
        int depth = 1 + random.nextInt(3);
        return switch (random.nextInt(mySql ? 5 : 6)) {
            case 0 -> whole(depth);
            case 1 -> truth(depth);
            case 5 -> floating(depth);
            default -> decimal(depth);
        };
    }

    @SafeVarargs
    private Made one(Supplier<Made>... makers) {
        return makers[random.nextInt(makers.length)].get();
    }

    private Made input(String sql) {
        int position = inputs.indexOf(sql);
        if (position < 0) {
            inputs.add(sql);
            position = inputs.size() - 1;
        }
        return new Made(sql, new Input(position));
    }

    private Made of(List<String> texts) {
        return input(texts.get(random.nextInt(texts.size())));
    }

    private Made whole(int depth) {
        if (depth == 0) {
            return of(integers);
        }
        int below = depth - 1;
        if (mySql) {
            return one(
                    () -> arithmetic(whole(below), whole(below), 3),
                    () -> coalesce(whole(below), whole(below)),
                    () -> choice(truth(below), whole(below), whole(below)));
        }
        return one(
                () -> arithmetic(whole(below), whole(below), 4),
                () -> arithmetic(whole(below), whole(below), 4),
                () -> call(ValueOperator.ABS, "abs", whole(below)),
                () -> negated(whole(below)),
                () -> coalesce(whole(below), whole(below)),
                () -> choice(truth(below), whole(below), whole(below)),
                () -> call(ValueOperator.NULLIF, "nullif", whole(below), number(below)),
                () -> cast(number(below), Cast.Target.INT4, "int", 0, 0),
                () -> cast(number(below), Cast.Target.INT8, "bigint", 0, 0));
    }

    private Made number(int depth) {
        return random.nextInt(3) == 0 ? whole(depth) : decimal(depth);
    }

    private Made decimal(int depth) {
        if (depth == 0) {
            return of(decimals);
        }
        int below = depth - 1;
        if (mySql) {
            return one(
                    () -> arithmetic(decimal(below), number(below), 3),
                    () -> quotient(number(below), number(below)),
                    () -> quotient(decimal(below), number(below)),
                    () -> rounded(decimal(below)),
                    () -> negated(decimal(below)),
                    () -> coalesce(decimal(below), number(below)),
                    () -> choice(truth(below), decimal(below), decimal(below)),
                    () -> call(ValueOperator.NULLIF, "nullif", decimal(below), number(below)));
        }
        return one(
                () -> arithmetic(decimal(below), number(below), 4),
                () -> arithmetic(number(below), decimal(below), 4),
                () -> arithmetic(decimal(below), number(below), 4),
                () -> rounded(number(below)),
                () -> negated(decimal(below)),
                () -> call(ValueOperator.ABS, "abs", decimal(below)),
                () -> coalesce(decimal(below), number(below)),
                () -> choice(truth(below), decimal(below), number(below)),
                () -> call(ValueOperator.NULLIF, "nullif", decimal(below), number(below)),
                () -> cast(number(below), Cast.Target.NUMERIC, "numeric", 0, 0),
                () -> cast(number(below), Cast.Target.NUMERIC, "numeric(12,3)", 12, 3));
    }

    private Made floating(int depth) {
        Made cast = cast(number(0), Cast.Target.FLOAT8, "double precision", 0, 0);
        return depth == 0
                ? cast
                : one(
                        () -> arithmetic(floating(depth - 1), number(depth - 1), 4),
                        () -> arithmetic(floating(depth - 1), floating(depth - 1), 4),
                        () -> negated(floating(depth - 1)),
                        () -> coalesce(floating(depth - 1), number(depth - 1)));
    }

    private Made truth(int depth) {
        if (depth == 0) {
            return comparison(of(integers), of(decimals));
        }
        int below = depth - 1;
        return one(
                () -> comparison(number(below), number(below)),
                () -> comparison(number(below), number(below)),
                () -> connected(truth(below), truth(below)),
                () -> prefix(ValueOperator.NOT, "NOT ", truth(below)),
                () -> suffix(ValueOperator.IS_NULL, " IS NULL", number(below)),
                () -> suffix(ValueOperator.IS_NOT_NULL, " IS NOT NULL", truth(below)));
    }

    private static Made operation(ValueOperator operator, String sql, Made... operands) {
        List<ValueExpression> expressions = new ArrayList<>();
        for (Made operand : operands) {
            expressions.add(operand.expression());
        }
        return new Made("(" + sql + ")", new ValueExpression.Operation(operator, expressions));
    }

    private Made arithmetic(Made left, Made right, int kinds) {
        return switch (random.nextInt(kinds)) {
            case 0 -> operation(ValueOperator.ADD, left.sql() + " + " + right.sql(), left, right);
            case 1 -> operation(ValueOperator.SUBTRACT, left.sql() + " - " + right.sql(), left, right);
            case 2 -> operation(ValueOperator.MULTIPLY, left.sql() + " * " + right.sql(), left, right);
            default -> operation(ValueOperator.DIVIDE, left.sql() + " / " + right.sql(), left, right);
        };
    }

    private Made quotient(Made left, Made right) {
        return operation(ValueOperator.DIVIDE, left.sql() + " / " + right.sql(), left, right, input("(1/1)"));
    }

    private Made rounded(Made number) {
        if (!mySql) {
            String digits = Integer.toString(random.nextInt(6) - 1);
            return call(ValueOperator.ROUND, "round", number, input(digits));
        }
        String digits = Integer.toString(random.nextInt(4));
        String sql = "ROUND(" + number.sql() + ", " + digits + ")";
        return operation(ValueOperator.ROUND, sql, number, input(digits), input("(" + sql + ")"));
    }

    private static Made negated(Made operand) {
        return operation(ValueOperator.NEGATE, "- " + operand.sql(), operand);
    }

    private static Made call(ValueOperator operator, String name, Made... operands) {
        List<String> texts = new ArrayList<>();
        for (Made operand : operands) {
            texts.add(operand.sql());
        }
        return operation(operator, name + "(" + String.join(", ", texts) + ")", operands);
    }

    private static Made coalesce(Made one, Made other) {
        return call(ValueOperator.COALESCE, "coalesce", one, other);
    }

    private static Made choice(Made condition, Made one, Made other) {
        return operation(
                ValueOperator.CASE,
                "CASE WHEN " + condition.sql() + " THEN " + one.sql() + " ELSE " + other.sql() + " END",
                condition,
                one,
                other);
    }

    private Made comparison(Made left, Made right) {
        int kind = random.nextInt(COMPARISONS.size());
        String symbol = List.of("=", "<>", "<", "<=", ">", ">=").get(kind);
        return operation(COMPARISONS.get(kind), left.sql() + " " + symbol + " " + right.sql(), left, right);
    }

    private Made connected(Made left, Made right) {
        boolean and = random.nextBoolean();
        return operation(
                and ? ValueOperator.AND : ValueOperator.OR,
                left.sql() + (and ? " AND " : " OR ") + right.sql(),
                left,
                right);
    }

    private static Made prefix(ValueOperator operator, String word, Made operand) {
        return operation(operator, word + operand.sql(), operand);
    }

    private static Made suffix(ValueOperator operator, String word, Made operand) {
        return operation(operator, operand.sql() + word, operand);
    }

    private static Made cast(Made operand, Cast.Target target, String type, int precision, int scale) {
        return new Made(
                "CAST(" + operand.sql() + " AS " + type + ")",
                new Cast(operand.expression(), target, precision, scale));
    }
}
