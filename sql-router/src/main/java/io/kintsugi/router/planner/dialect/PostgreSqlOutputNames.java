package io.kintsugi.router.planner.dialect;

import io.kintsugi.router.syntax.Cast;
import io.kintsugi.router.syntax.Collation;
import io.kintsugi.router.syntax.ColumnReference;
import io.kintsugi.router.syntax.Expression;
import io.kintsugi.router.syntax.FieldSelection;
import io.kintsugi.router.syntax.FunctionCall;
import io.kintsugi.router.syntax.Identifier;
import io.kintsugi.router.syntax.Literal;
import io.kintsugi.router.syntax.Operation;
import io.kintsugi.router.syntax.Operators;
import io.kintsugi.router.syntax.SelectBlock;
import io.kintsugi.router.syntax.SelectItem;
import io.kintsugi.router.syntax.SubqueryExpression;
import io.kintsugi.router.syntax.SubqueryKind;
import io.kintsugi.router.syntax.TypeName;
import java.util.List;
import java.util.Map;

/**
 * The names PostgreSQL gives to select items without alias. They matter: in {@code SELECT age::text FROM users ORDER BY
 * age} the rows are sorted by the text, because the cast is called {@code age} too.
 */
final class PostgreSqlOutputNames {
    private static final Name UNNAMED = new Name("?column?", false);

    /** How the server calls types that can be written in other words. */
    private static final Map<String, String> TYPES = Map.ofEntries(
            Map.entry("smallint", "int2"),
            Map.entry("int", "int4"),
            Map.entry("integer", "int4"),
            Map.entry("bigint", "int8"),
            Map.entry("real", "float4"),
            Map.entry("float", "float8"),
            Map.entry("double precision", "float8"),
            Map.entry("decimal", "numeric"),
            Map.entry("dec", "numeric"),
            Map.entry("boolean", "bool"),
            Map.entry("character varying", "varchar"),
            Map.entry("character", "bpchar"),
            Map.entry("char", "bpchar"),
            Map.entry("timestamp with time zone", "timestamptz"),
            Map.entry("timestamp without time zone", "timestamp"),
            Map.entry("time with time zone", "timetz"),
            Map.entry("time without time zone", "time"));

    private PostgreSqlOutputNames() {}

    /** A weak name gives way to that of an expression around it. */
    private record Name(String text, boolean strong) {}

    static String of(SelectItem item) {
        return item.alias()
                .map(Identifier::name)
                .orElseGet(() -> name(item.expression()).text());
    }

    private static Name name(Expression expression) {
        if (expression instanceof ColumnReference reference) {
            return new Name(reference.column(), true);
        }
        if (expression instanceof FunctionCall call) {
            String name = call.name().name();
            return new Name(name.equals("trim") ? "btrim" : name, true);
        }
        if (expression instanceof Cast cast) {
            Name inner = name(cast.operand());
            return inner.strong() ? inner : new Name(typeName(cast.type()), false);
        }
        if (expression instanceof Collation collation) {
            return name(collation.operand());
        }
        if (expression instanceof FieldSelection selection) {
            return selection
                    .field()
                    .map(field -> new Name(field.name(), true))
                    .orElseGet(() -> name(selection.operand()));
        }
        if (expression instanceof SubqueryExpression subquery) {
            return subquery(subquery);
        }
        if (expression instanceof Literal literal) {
            return literal.type().map(type -> new Name(typeName(type), false)).orElse(UNNAMED);
        }
        return expression instanceof Operation operation ? operation(operation) : UNNAMED;
    }

    private static String typeName(TypeName type) {
        String plain = type.text().replaceAll("\\s*\\([^)]*\\)", "").replaceAll("(\\s*\\[\\s*\\d*\\s*\\])+$", "");
        String last = plain.substring(plain.lastIndexOf('.') + 1).trim();
        return TYPES.getOrDefault(last, last);
    }

    private static Name subquery(SubqueryExpression subquery) {
        if (subquery.kind() == SubqueryKind.EXISTS) {
            return new Name("exists", true);
        }
        if (subquery.kind() == SubqueryKind.ARRAY) {
            return new Name("array", true);
        }
        boolean select =
                subquery.kind() == SubqueryKind.SCALAR && subquery.query().body() instanceof SelectBlock;
        List<SelectItem> items = select ? ((SelectBlock) subquery.query().body()).items() : List.of();
        return items.isEmpty() ? UNNAMED : new Name(of(items.get(0)), true);
    }

    private static Name operation(Operation operation) {
        List<Expression> operands = operation.operands();
        return switch (operation.operator()) {
            case Operators.SUBSCRIPT, Operators.SLICE -> name(operands.get(0));
            case Operators.ARRAY -> new Name("array", true);
            case Operators.ROW -> new Name("row", true);
            case Operators.AT_TIME_ZONE, Operators.AT_LOCAL -> new Name("timezone", true);
            case Operators.CASE -> caseName(operands, operands.size() % 2 == 1);
            case Operators.CASE_OF -> caseName(operands, operands.size() % 2 == 0);
            default -> UNNAMED;
        };
    }

    private static Name caseName(List<Expression> operands, boolean otherwise) {
        Name last = otherwise ? name(operands.get(operands.size() - 1)) : UNNAMED;
        return last.strong() ? last : new Name("case", false);
    }
}
