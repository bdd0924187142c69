package io.kintsugi.router.planner.read;

import io.kintsugi.router.plan.ValueOperator;
import io.kintsugi.router.planner.dialect.SqlDialect;
import io.kintsugi.router.syntax.Expression;
import io.kintsugi.router.syntax.FunctionCall;
import io.kintsugi.router.syntax.Operation;
import io.kintsugi.router.syntax.Operators;
import io.kintsugi.router.syntax.TypeName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How operators and functions of the text are spelled in those that the merge computes. */
final class Operations {
    private static final Map<String, ValueOperator> SYMBOLS = Map.ofEntries(
            Map.entry("+", ValueOperator.ADD),
            Map.entry("-", ValueOperator.SUBTRACT),
            Map.entry("*", ValueOperator.MULTIPLY),
            Map.entry("/", ValueOperator.DIVIDE),
            Map.entry(Operators.NEGATE, ValueOperator.NEGATE),
            Map.entry(Operators.EQUALS, ValueOperator.EQUAL),
            Map.entry(Operators.NOT_EQUALS, ValueOperator.NOT_EQUAL),
            Map.entry("<", ValueOperator.LESS),
            Map.entry("<=", ValueOperator.LESS_OR_EQUAL),
            Map.entry(">", ValueOperator.GREATER),
            Map.entry(">=", ValueOperator.GREATER_OR_EQUAL),
            Map.entry(Operators.AND, ValueOperator.AND),
            Map.entry(Operators.OR, ValueOperator.OR),
            Map.entry(Operators.NOT, ValueOperator.NOT),
            Map.entry(Operators.IS_NULL, ValueOperator.IS_NULL),
            Map.entry(Operators.IS_NOT_NULL, ValueOperator.IS_NOT_NULL),
            Map.entry(Operators.CASE, ValueOperator.CASE));
    private static final Pattern MODIFIERS = Pattern.compile("[^(]*\\(\\s*(\\d{1,4})\\s*(?:,\\s*(\\d{1,4})\\s*)?\\)");

    private Operations() {}

    /** What an operation consists of. */
    sealed interface Form {}

    /** An operand as it is written. */
    record Written(Expression expression) implements Form {}

    /** An operator over others. */
    record Combined(ValueOperator operator, List<Form> operands) implements Form {
        Combined {
            operands = List.copyOf(operands);
        }
    }

    /** The operators that an operation computes; empty where the merge does not know it. */
    static Optional<Form> form(Operation operation) {
        List<Form> operands = new ArrayList<>();
        operation.operands().forEach(operand -> operands.add(new Written(operand)));
        return switch (operation.operator()) {
            case Operators.CASE_OF -> Optional.of(caseOf(operands));
            case Operators.BETWEEN -> Optional.of(between(operands));
            case Operators.NOT_BETWEEN -> Optional.of(new Combined(ValueOperator.NOT, List.of(between(operands))));
            case Operators.IN -> Optional.of(member(operands));
            case Operators.NOT_IN -> Optional.of(new Combined(ValueOperator.NOT, List.of(member(operands))));
            default ->
                Optional.ofNullable(SYMBOLS.get(operation.operator())).map(found -> new Combined(found, operands));
        };
    }

    private static Form caseOf(List<Form> operands) {
        List<Form> parts = new ArrayList<>();
        for (int i = 1; i + 1 < operands.size(); i += 2) {
            parts.add(new Combined(ValueOperator.EQUAL, List.of(operands.get(0), operands.get(i))));
            parts.add(operands.get(i + 1));
        }
        if (operands.size() % 2 == 0) {
            parts.add(operands.get(operands.size() - 1));
        }
        return new Combined(ValueOperator.CASE, parts);
    }

    private static Form between(List<Form> operands) {
        return new Combined(
                ValueOperator.AND,
                List.of(
                        new Combined(ValueOperator.GREATER_OR_EQUAL, List.of(operands.get(0), operands.get(1))),
                        new Combined(ValueOperator.LESS_OR_EQUAL, List.of(operands.get(0), operands.get(2)))));
    }

    private static Form member(List<Form> operands) {
        List<Form> equals = new ArrayList<>();
        for (Form member : operands.subList(1, operands.size())) {
            equals.add(new Combined(ValueOperator.EQUAL, List.of(operands.get(0), member)));
        }
        return equals.size() == 1 ? equals.get(0) : new Combined(ValueOperator.OR, equals);
    }

    /** The symbols by which an operation is looked up, where users may have operators of their own. */
    static List<String> symbols(Operation operation) {
        return switch (operation.operator()) {
            case Operators.CASE_OF, Operators.IN -> List.of("=");
            case Operators.NOT_IN -> List.of("=", "<>");
            case Operators.BETWEEN, Operators.NOT_BETWEEN -> List.of("<", "<=", ">", ">=");
            case Operators.NEGATE -> List.of("-");
            default -> List.of(operation.operator());
        };
    }

    /** The functions that the merge computes. */
    static Optional<ValueOperator> function(FunctionCall call, SqlDialect dialect) {
        int arguments = call.arguments().size();
        return switch (call.name().name()) {
            case "coalesce" -> Optional.of(ValueOperator.COALESCE);
            case "ifnull" ->
                dialect.groupValues().seesNamesOfSelectList() && arguments == 2
                        ? Optional.of(ValueOperator.COALESCE)
                        : Optional.empty();
            case "nullif" -> Optional.of(ValueOperator.NULLIF);
            case "if" -> arguments == 3 ? Optional.of(ValueOperator.CASE) : Optional.empty();
            case "round" -> arguments <= 2 ? Optional.of(ValueOperator.ROUND) : Optional.empty();
            case "abs" -> Optional.of(ValueOperator.ABS);
            default -> Optional.empty();
        };
    }

    /** Whether operands behind the first may never be computed. */
    static boolean isLazy(ValueOperator operator) {
        return switch (operator) {
            case CASE, COALESCE, AND, OR -> true;
            default -> false;
        };
    }

    /** Precision and scale, 0 where none are written; empty where they are written in another way. */
    static Optional<int[]> modifiers(TypeName type) {
        if (!type.text().contains("(")) {
            return Optional.of(new int[] {0, 0});
        }
        Matcher matcher = MODIFIERS.matcher(type.text().trim());
        if (!matcher.matches()) {
            return Optional.empty();
        }
        int scale = matcher.group(2) == null ? 0 : Integer.parseInt(matcher.group(2));
        return Optional.of(new int[] {Integer.parseInt(matcher.group(1)), scale});
    }
}
