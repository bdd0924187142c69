package io.kintsugi.router.internal.calcite;

import io.kintsugi.router.lexer.LexedSql;
import io.kintsugi.router.lexer.StringForm;
import io.kintsugi.router.lexer.TokenKind;
import io.kintsugi.router.lexer.TokenSpan;
import io.kintsugi.router.syntax.Cast;
import io.kintsugi.router.syntax.ColumnReference;
import io.kintsugi.router.syntax.DefaultValue;
import io.kintsugi.router.syntax.Expression;
import io.kintsugi.router.syntax.FunctionCall;
import io.kintsugi.router.syntax.Identifier;
import io.kintsugi.router.syntax.Literal;
import io.kintsugi.router.syntax.LiteralKind;
import io.kintsugi.router.syntax.Operation;
import io.kintsugi.router.syntax.Operators;
import io.kintsugi.router.syntax.ParameterReference;
import io.kintsugi.router.syntax.QualifiedName;
import io.kintsugi.router.syntax.Query;
import io.kintsugi.router.syntax.Star;
import io.kintsugi.router.syntax.SubqueryExpression;
import io.kintsugi.router.syntax.SubqueryKind;
import io.kintsugi.router.syntax.TypeName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDynamicParam;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.fun.SqlCase;

/**
 * Reads expressions: leaves and special forms; operators and functions are {@link OperatorReader} and {@link
 * FunctionReader}.
 */
final class ExpressionReader {
    private final Readers readers;
    private final TokenCursor cursor;
    private final LexedSql sql;

    ExpressionReader(Readers readers) {
        this.readers = readers;
        this.cursor = readers.cursor;
        this.sql = readers.cursor.sql();
    }

    Expression expression(SqlNode node) {
        return read(node).expression();
    }

    /** Expressions separated by commas. */
    List<Expression> list(List<? extends SqlNode> nodes) {
        List<Expression> expressions = new ArrayList<>(nodes.size());
        for (int i = 0; i < nodes.size(); i++) {
            if (i > 0) {
                cursor.symbol(",");
            }
            expressions.add(expression(nodes.get(i)));
        }
        return expressions;
    }

    Read read(SqlNode node) {
        if (node.isA(SqlKind.QUERY)) {
            return new Read(subquery(node), Level.PRIMARY);
        }
        int opened = cursor.open(node);
        Read bare = bare(node);
        cursor.close(opened);
        return opened > 0 ? new Read(bare.expression(), Level.PRIMARY) : bare;
    }

    private Read bare(SqlNode node) {
        if (node instanceof SqlIdentifier identifier) {
            return primary(column(identifier));
        }
        if (node instanceof SqlLiteral) {
            return primary(literal(node));
        }
        if (node instanceof SqlDynamicParam) {
            int token = cursor.token(TokenKind.PARAMETER);
            return primary(new ParameterReference(sql.parameterNumber(token), token, cursor.from(token)));
        }
        if (node instanceof SqlCase sqlCase) {
            return primary(caseOf(sqlCase));
        }
        if (node instanceof SqlCall call) {
            return call(call);
        }
        throw cursor.failure();
    }

    private static Read primary(Expression expression) {
        return new Read(expression, Level.PRIMARY);
    }

    private Read call(SqlCall call) {
        return switch (call.getKind()) {
            case ROW -> primary(row(call));
            case ARRAY_VALUE_CONSTRUCTOR -> primary(array(call));
            case ARRAY_QUERY_CONSTRUCTOR -> primary(arrayQuery(call));
            case CAST -> primary(cast(call));
            case DEFAULT -> primary(defaultValue());
            case OVER, FILTER, WITHIN_GROUP, OTHER_FUNCTION -> primary(readers.functions.call(call));
            default -> readers.operators.operation(call);
        };
    }

    private Expression column(SqlIdentifier node) {
        int first = cursor.position();
        if (node.isStar()) {
            return star(node);
        }
        QualifiedName name = cursor.name(node.names.size());
        Identifier only = name.parts().get(0);
        boolean niladic =
                name.parts().size() == 1 && !only.quoted() && ReservedWords.isNiladic(ReservedWords.upper(only.name()));
        if (niladic) {
            return new FunctionCall(
                    name,
                    List.of(),
                    false,
                    false,
                    true,
                    List.of(),
                    Optional.empty(),
                    List.of(),
                    Optional.empty(),
                    Optional.empty(),
                    cursor.from(first));
        }
        return new ColumnReference(name.parts(), cursor.from(first));
    }

    private Star star(SqlIdentifier node) {
        int first = cursor.position();
        int parts = node.names.size() - 1;
        List<Identifier> qualifier = parts == 0 ? List.of() : cursor.name(parts).parts();
        if (parts > 0) {
            cursor.symbol(".");
        }
        cursor.symbol("*");
        return new Star(qualifier, cursor.from(first));
    }

    private Expression literal(SqlNode node) {
        int first = cursor.position();
        int end = node.getParserPosition().getEndColumnNum();
        if (end - first > 1) {
            return typedLiteral(first, end);
        }
        cursor.moveTo(first + 1);
        return new Literal(literalKind(first), false, first, Optional.empty(), cursor.from(first));
    }

    private LiteralKind literalKind(int token) {
        return switch (sql.kind(token)) {
            case NUMBER -> LiteralKind.NUMBER;
            case STRING -> isBits(token) ? LiteralKind.BIT_STRING : LiteralKind.STRING;
            case WORD -> wordLiteral(token);
            default -> throw cursor.failure();
        };
    }

    private boolean isBits(int token) {
        return sql.stringForm(token) == StringForm.BIT || sql.stringForm(token) == StringForm.HEX;
    }

    private LiteralKind wordLiteral(int token) {
        if (sql.isKeyword(token, "NULL")) {
            return LiteralKind.NULL;
        }
        if (sql.isKeyword(token, "TRUE")) {
            return LiteralKind.TRUE;
        }
        if (sql.isKeyword(token, "FALSE")) {
            return LiteralKind.FALSE;
        }
        throw cursor.failure();
    }

    /** {@code type 'text'}, or {@code interval 'text' fields}; the feed has found its extent. */
    private Literal typedLiteral(int first, int end) {
        int text = end - 1;
        while (text > first && sql.kind(text) != TokenKind.STRING) {
            text--;
        }
        boolean typed =
                text > first && !isBits(text) && new TypeNames(sql).end(first) == (text == end - 1 ? text : first + 1);
        if (!typed) {
            throw cursor.failure();
        }
        cursor.moveTo(end);
        TypeName type = new TypeName(typeText(first, text) + fieldsText(text + 1, end), new TokenSpan(first, text));
        return new Literal(LiteralKind.STRING, false, text, Optional.of(type), cursor.from(first));
    }

    private String fieldsText(int first, int end) {
        return first < end ? " " + typeText(first, end) : "";
    }

    /** Tokens joined by blanks, words folded. */
    private String typeText(int first, int end) {
        StringBuilder text = new StringBuilder();
        for (int i = first; i < end; i++) {
            boolean tight = i == first || sql.kind(i) == TokenKind.PUNCTUATION || isOpening(i - 1);
            text.append(tight ? "" : " ").append(sql.kind(i) == TokenKind.WORD ? sql.identifier(i) : sql.text(i));
        }
        return text.toString();
    }

    private boolean isOpening(int i) {
        return sql.isSymbol(i, "(") || sql.isSymbol(i, ".") || sql.isSymbol(i, "[") || sql.isSymbol(i, ",");
    }

    /** The type name that begins at the cursor. */
    TypeName typeName() {
        int first = cursor.position();
        int end = new TypeNames(sql).end(first);
        if (end < 0) {
            throw cursor.failure("A type name is expected");
        }
        cursor.moveTo(end);
        return new TypeName(typeText(first, end), cursor.from(first));
    }

    private Expression row(SqlCall call) {
        int first = cursor.position();
        cursor.takeWord("ROW");
        cursor.symbol("(");
        List<Expression> operands = list(call.getOperandList());
        cursor.symbol(")");
        return new Operation(Operators.ROW, operands, cursor.from(first));
    }

    private Expression array(SqlCall call) {
        int first = cursor.position();
        cursor.takeWord("ARRAY");
        cursor.symbol("[");
        List<Expression> operands = list(call.getOperandList());
        cursor.symbol("]");
        return new Operation(Operators.ARRAY, operands, cursor.from(first));
    }

    private Expression arrayQuery(SqlCall call) {
        int first = cursor.position();
        cursor.words("ARRAY");
        cursor.symbol("(");
        Query query = readers.queries.query(call.operand(0));
        cursor.symbol(")");
        return new SubqueryExpression(
                SubqueryKind.ARRAY, Optional.empty(), Optional.empty(), query, cursor.from(first));
    }

    private Expression cast(SqlCall call) {
        int first = cursor.position();
        cursor.words("CAST");
        cursor.symbol("(");
        Expression operand = expression(call.operand(0));
        cursor.words("AS");
        TypeName type = typeName();
        cursor.symbol(")");
        return new Cast(operand, type, cursor.from(first));
    }

    private Expression defaultValue() {
        int first = cursor.position();
        cursor.words("DEFAULT");
        return new DefaultValue(cursor.from(first));
    }

    private Expression subquery(SqlNode node) {
        int first = cursor.position();
        cursor.symbol("(");
        Query query = readers.queries.query(node);
        cursor.symbol(")");
        return new SubqueryExpression(
                SubqueryKind.SCALAR, Optional.empty(), Optional.empty(), query, cursor.from(first));
    }

    private Expression caseOf(SqlCase node) {
        int first = cursor.position();
        cursor.words("CASE");
        boolean simple = !cursor.isWord("WHEN");
        List<Expression> operands = new ArrayList<>();
        SqlNodeList whens = node.getWhenOperands();
        for (int i = 0; i < whens.size(); i++) {
            SqlNode when = simple ? compared(whens.get(i), operands) : whens.get(i);
            cursor.words("WHEN");
            operands.add(expression(when));
            cursor.words("THEN");
            operands.add(expression(node.getThenOperands().get(i)));
        }
        if (cursor.takeWord("ELSE")) {
            SqlNode otherwise = node.getElseOperand();
            if (otherwise == null) {
                throw cursor.failure();
            }
            operands.add(expression(otherwise));
        }
        cursor.words("END");
        return new Operation(simple ? Operators.CASE_OF : Operators.CASE, operands, cursor.from(first));
    }

    /** The generated parser turns {@code CASE x WHEN y} into {@code WHEN x = y}; this undoes it and reads x once. */
    private SqlNode compared(SqlNode when, List<Expression> operands) {
        if (when.getKind() != SqlKind.EQUALS) {
            throw cursor.failure();
        }
        SqlCall equality = (SqlCall) when;
        if (operands.isEmpty()) {
            operands.add(expression(equality.operand(0)));
        }
        return equality.operand(1);
    }
}
