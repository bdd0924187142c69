package io.kintsugi.engine.merge;

import io.kintsugi.errors.ErrorCode;
import io.kintsugi.errors.ShardException;
import io.kintsugi.router.plan.ValueExpression;
import io.kintsugi.router.plan.ValueOperator;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Makes expressions over groups ready, once for a merge: types are found here, so that computing a group decides
 * nothing any more. What is NULL, and what is computed at all, is the same in every dialect; the rest is {@link
 * ScalarRules}. Confined to one thread.
 */
final class Computations {
    private final ScalarRules rules;
    private final List<ValueType> inputs;

    Computations(ScalarRules rules, List<ValueType> inputs) {
        this.rules = rules;
        this.inputs = inputs;
    }

    Computation of(ValueExpression expression) {
        return expression.accept(new ValueExpression.Visitor<>() {
            @Override
            public Computation visit(ValueExpression.Input node) {
                return input(node.position());
            }

            @Override
            public Computation visit(ValueExpression.Null node) {
                return Computation.of(ValueType.of(ValueType.Kind.NULL), row -> null);
            }

            @Override
            public Computation visit(ValueExpression.Operation node) {
                return operation(
                        node.operator(),
                        node.operands().stream().map(Computations.this::of).toList());
            }

            @Override
            public Computation visit(ValueExpression.Cast node) {
                Computation operand = Computations.this.of(node.operand());
                return applied(
                        rules.cast(operand.type(), node).orElseThrow(() -> unknown("cast", List.of(operand))),
                        List.of(operand));
            }
        });
    }

    private Computation input(int position) {
        ValueType type = inputs.get(position);
        return Computation.of(type, row -> {
            String text = row.get(position);
            return text == null ? null : rules.parse(type, text);
        });
    }

    private Computation operation(ValueOperator operator, List<Computation> operands) {
        return switch (operator) {
            case ADD, SUBTRACT, MULTIPLY, DIVIDE, NEGATE, ROUND, ABS -> arithmetic(operator, operands);
            case EQUAL, NOT_EQUAL, LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL -> comparison(operator, operands);
            case AND -> connected(operands, false);
            case OR -> connected(operands, true);
            case NOT -> not(operands.get(0));
            case IS_NULL -> isNull(operands.get(0), true);
            case IS_NOT_NULL -> isNull(operands.get(0), false);
            case COALESCE -> coalesce(operands);
            case NULLIF -> nullIf(operands);
            case CASE -> cases(operands);
        };
    }

    /** What stands behind the operator's own operands only tells a type. */
    private Computation arithmetic(ValueOperator operator, List<Computation> operands) {
        ScalarRules.Scalar scalar =
                rules.arithmetic(operator, types(operands)).orElseThrow(() -> unknown(operator, operands));
        int own = rules.operands(operator, operands.size());
        return applied(scalar, operands.subList(0, own));
    }

    private static List<ValueType> types(List<Computation> operands) {
        return operands.stream().map(Computation::type).toList();
    }

    /** NULL where any operand is; whether those behind it are computed all the same counts where they fail. */
    private Computation applied(ScalarRules.Scalar scalar, List<Computation> operands) {
        boolean stops = rules.stopsAtNull(scalar.type());
        return Computation.of(scalar.type(), row -> {
            List<Object> values = new ArrayList<>(operands.size());
            for (Computation operand : operands) {
                Object value = operand.value(row);
                if (value != null) {
                    values.add(value);
                } else if (stops) {
                    return null;
                }
            }
            return values.size() < operands.size() ? null : scalar.body().apply(values);
        });
    }

    private Computation comparison(ValueOperator operator, List<Computation> operands) {
        Computation left = operands.get(0);
        Computation right = operands.get(1);
        ScalarRules.Order order = rules.order(left.type(), right.type()).orElseThrow(() -> unknown(operator, operands));
        return Computation.of(rules.truth(), row -> {
            Object one = left.value(row);
            Object other = right.value(row);
            return one == null || other == null ? null : rules.truth(holds(operator, order.compare(one, other)));
        });
    }

    private static boolean holds(ValueOperator operator, int order) {
        return switch (operator) {
            case EQUAL -> order == 0;
            case NOT_EQUAL -> order != 0;
            case LESS -> order < 0;
            case LESS_OR_EQUAL -> order <= 0;
            case GREATER -> order > 0;
            case GREATER_OR_EQUAL -> order >= 0;
            default -> throw new IllegalStateException(operator + " compares nothing");
        };
    }

    /** AND and OR: what decides alone wins, else NULL does; what comes behind the decision is not computed. */
    private Computation connected(List<Computation> operands, boolean deciding) {
        operands.forEach(this::requireCondition);
        return Computation.of(rules.truth(), row -> {
            boolean unknown = false;
            for (Computation operand : operands) {
                Object value = operand.value(row);
                if (value != null && rules.isTrue(value) == deciding) {
                    return rules.truth(deciding);
                }
                unknown |= value == null;
            }
            return unknown ? null : rules.truth(!deciding);
        });
    }

    private Computation not(Computation operand) {
        requireCondition(operand);
        return Computation.of(rules.truth(), row -> {
            Object value = operand.value(row);
            return value == null ? null : rules.truth(!rules.isTrue(value));
        });
    }

    private void requireCondition(Computation operand) {
        if (operand.type().kind() != ValueType.Kind.NULL && !rules.isCondition(operand.type())) {
            throw unknown("a condition", List.of(operand));
        }
    }

    private Computation isNull(Computation operand, boolean wanted) {
        return Computation.of(rules.truth(), row -> rules.truth((operand.value(row) == null) == wanted));
    }

    private Computation coalesce(List<Computation> operands) {
        ValueType type = common(ValueOperator.COALESCE, operands);
        return Computation.of(type, row -> {
            for (Computation operand : operands) {
                Object value = converted(operand, type, row);
                if (value != null) {
                    return value;
                }
            }
            return null;
        });
    }

    private @Nullable Object converted(Computation operand, ValueType type, List<@Nullable String> row) {
        Object value = operand.value(row);
        return value == null ? null : rules.convert(value, operand.type(), type);
    }

    private ValueType common(ValueOperator operator, List<Computation> operands) {
        return rules.common(types(operands)).orElseThrow(() -> unknown(operator, operands));
    }

    private Computation nullIf(List<Computation> operands) {
        Computation value = operands.get(0);
        Computation equal = comparison(ValueOperator.EQUAL, operands);
        ValueType type = rules.ofNullIf(value.type(), operands.get(1).type());
        return Computation.of(type, row -> {
            Object same = equal.value(row);
            return same != null && rules.isTrue(same) ? null : converted(value, type, row);
        });
    }

    private Computation cases(List<Computation> operands) {
        List<Computation> conditions = new ArrayList<>();
        List<Computation> values = new ArrayList<>();
        for (int index = 0; index + 1 < operands.size(); index += 2) {
            requireCondition(operands.get(index));
            conditions.add(operands.get(index));
            values.add(operands.get(index + 1));
        }
        if (operands.size() % 2 == 1) {
            values.add(operands.get(operands.size() - 1));
        }
        ValueType type = rules.ofCase(types(values)).orElseThrow(() -> unknown(ValueOperator.CASE, values));
        return Computation.of(type, row -> {
            Computation chosen = chosen(conditions, values, row);
            return chosen == null ? null : converted(chosen, type, row);
        });
    }

    private @Nullable Computation chosen(
            List<Computation> conditions, List<Computation> values, List<@Nullable String> row) {
        for (int index = 0; index < conditions.size(); index++) {
            Object value = conditions.get(index).value(row);
            if (value != null && rules.isTrue(value)) {
                return values.get(index);
            }
        }
        return values.size() > conditions.size() ? values.get(conditions.size()) : null;
    }

    /** Types that only the shards' answers tell, such as those of parameters. */
    private static ShardException unknown(Object what, List<Computation> operands) {
        List<ValueType.Kind> kinds =
                operands.stream().map(operand -> operand.type().kind()).toList();
        return unknownValues(what + " of " + kinds);
    }

    static ShardException unknownValues(String what) {
        return new ShardException(
                        ErrorCode.UNSUPPORTED_CROSS_SHARD_QUERY,
                        "An expression over groups of several shards cannot be computed: " + what + ".")
                .withRemedy("Pass parameters in the type of what they are compared with, or select the aggregates and"
                        + " compute in the application.");
    }

    /** A column's text, and the check that it is what the servers announced. */
    Column column(ValueExpression expression, Optional<ValueType> described) {
        Computation computation = of(expression);
        ValueType type = described.orElse(computation.type());
        if (!rules.fits(computation.type(), type)) {
            throw unknownValues(computation.type() + " instead of " + type);
        }
        return row -> {
            Object value = computation.value(row);
            return value == null ? null : rules.print(type, value);
        };
    }

    /** Gives the text of a computed column. */
    interface Column {
        @Nullable
        String text(List<@Nullable String> row);
    }

    /** Whether a group is to be returned. */
    Predicate<List<@Nullable String>> condition(ValueExpression expression) {
        Computation computation = of(expression);
        requireCondition(computation);
        return row -> {
            Object value = computation.value(row);
            return value != null && rules.isTrue(value);
        };
    }
}
