package io.kintsugi.router.internal.mysql;

import io.kintsugi.router.lexer.StringForm;
import io.kintsugi.router.lexer.TokenKind;
import io.kintsugi.router.syntax.Cast;
import io.kintsugi.router.syntax.ColumnReference;
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
import io.kintsugi.router.syntax.SubqueryExpression;
import io.kintsugi.router.syntax.SubqueryKind;
import io.kintsugi.router.syntax.TypeName;
import io.kintsugi.router.syntax.Variable;
import io.kintsugi.router.syntax.VariableScope;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What holds together without operators: constants, names, parentheses, CASE, casts. */
final class PrimaryParser {
    private static final Set<String> CHARACTER_SETS = Set.of(("armscii8 ascii big5 binary cp1250 cp1251 cp1256 cp1257"
                    + " cp850 cp852 cp866 cp932 dec8 eucjpms euckr gb18030 gb2312 gbk geostd8 greek hebrew hp8 keybcs2"
                    + " koi8r koi8u latin1 latin2 latin5 latin7 macce macroman sjis swe7 tis620 ucs2 ujis utf16 utf16le"
                    + " utf32 utf8 utf8mb3 utf8mb4")
            .split(" "));

    private final Parsers parsers;
    private final Tokens tokens;

    PrimaryParser(Parsers parsers) {
        this.parsers = parsers;
        this.tokens = parsers.tokens;
    }

    Expression primary() {
        return switch (tokens.kind()) {
            case NUMBER -> constant(LiteralKind.NUMBER);
            case STRING -> constant(stringKind(tokens.position()));
            case PARAMETER -> parameter();
            case VARIABLE -> variable();
            case PUNCTUATION -> punctuation();
            case QUOTED_IDENTIFIER -> nameOrCall();
            case WORD -> word(tokens.word());
            case OPERATOR, END -> throw tokens.failure();
        };
    }

    private Literal constant(LiteralKind kind) {
        int at = tokens.next();
        return new Literal(kind, false, at, Optional.empty(), tokens.from(at));
    }

    private LiteralKind stringKind(int at) {
        StringForm form = tokens.sql().stringForm(at);
        return form == StringForm.BIT || form == StringForm.HEX ? LiteralKind.BIT_STRING : LiteralKind.STRING;
    }

    /** A string constant and nothing else. */
    Literal string() {
        if (tokens.kind() != TokenKind.STRING || stringKind(tokens.position()) != LiteralKind.STRING) {
            throw tokens.failure("A string is expected");
        }
        return constant(LiteralKind.STRING);
    }

    Literal number() {
        if (tokens.kind() != TokenKind.NUMBER) {
            throw tokens.failure("A number is expected");
        }
        return constant(LiteralKind.NUMBER);
    }

    /** A word that stands as an argument. */
    Literal argumentWord() {
        if (tokens.kind() != TokenKind.WORD) {
            throw tokens.failure();
        }
        return constant(LiteralKind.WORD);
    }

    ParameterReference parameter() {
        int at = tokens.expect(TokenKind.PARAMETER);
        return new ParameterReference(tokens.sql().parameterNumber(at), at, tokens.from(at));
    }

    /** {@code @a}, {@code @@a}, or {@code @a := value}, whose value takes all that follows. */
    private Expression variable() {
        int first = tokens.position();
        Variable variable = Variable.read(tokens.sql(), tokens.next());
        if (variable.scope() != VariableScope.USER || !tokens.takeSymbol(":=")) {
            return variable;
        }
        Expression value = parsers.expressions.expression();
        return new Operation(Operators.ASSIGN, List.of(variable, value), tokens.from(first));
    }

    private Expression punctuation() {
        if (tokens.isSymbol("{")) {
            return braces();
        }
        if (!tokens.isSymbol("(")) {
            throw tokens.failure();
        }
        if (tokens.holdsQuery(tokens.position())) {
            int first = tokens.position();
            Query query = parsers.queries.parenthesized();
            return new SubqueryExpression(
                    SubqueryKind.SCALAR, Optional.empty(), Optional.empty(), query, tokens.from(first));
        }
        return parenthesized();
    }

    private Expression parenthesized() {
        int first = tokens.position();
        tokens.expectSymbol("(");
        List<Expression> members = parsers.expressions.list();
        tokens.expectSymbol(")");
        return members.size() == 1 ? members.get(0) : new Operation(Operators.ROW, members, tokens.from(first));
    }

    /** {@code {d '2024-01-31'}} is a typed constant, {@code {fn x}} is x. */
    private Expression braces() {
        int first = tokens.position();
        tokens.expectSymbol("{");
        int word = tokens.position();
        Identifier name = tokens.foldedName();
        Optional<String> type = switch (name.name()) {
            case "d" -> Optional.of("date");
            case "t" -> Optional.of("time");
            case "ts" -> Optional.of("timestamp");
            case "fn" -> Optional.empty();
            default -> throw tokens.failure();
        };
        if (type.isEmpty()) {
            Expression inner = parsers.expressions.expression();
            tokens.expectSymbol("}");
            return inner;
        }
        TypeName typeName = new TypeName(type.get(), tokens.from(word));
        Literal value = string();
        tokens.expectSymbol("}");
        return new Literal(LiteralKind.STRING, false, value.token(), Optional.of(typeName), tokens.from(first));
    }

    private Expression word(String word) {
        switch (word) {
            case "NULL":
                return constant(LiteralKind.NULL);
            case "TRUE":
                return constant(LiteralKind.TRUE);
            case "FALSE":
                return constant(LiteralKind.FALSE);
            case "CASE":
                return caseOf();
            case "CAST":
                return castCall();
            case "CONVERT":
                return convert();
            case "EXISTS":
                return exists();
            case "ROW":
                return row();
            case "INTERVAL":
                return parsers.expressions.isInterval() ? leadingInterval() : parsers.functions.call();
            case "MATCH":
                return match();
            case "DEFAULT":
                return defaultOf();
            default:
                return typedOrName(word);
        }
    }

    private Expression typedOrName(String word) {
        boolean string = tokens.kindAt(tokens.position() + 1) == TokenKind.STRING;
        boolean temporal = word.equals("DATE") || word.equals("TIME") || word.equals("TIMESTAMP");
        if (string && temporal && stringKind(tokens.position() + 1) == LiteralKind.STRING) {
            return typed(word.toLowerCase(Locale.ROOT));
        }
        if (temporal && tokens.kindAt(tokens.position() + 1) == TokenKind.PARAMETER) {
            return typedParameter(word.toLowerCase(Locale.ROOT));
        }
        String lower = word.toLowerCase(Locale.ROOT);
        if (string && lower.startsWith("_") && CHARACTER_SETS.contains(lower.substring(1))) {
            return typed(lower);
        }
        return nameOrCall();
    }

    /** {@code date '2024-01-31'}, {@code _latin1'a'}. */
    private Expression typed(String type) {
        int first = tokens.next();
        TypeName name = new TypeName(type, tokens.from(first));
        LiteralKind kind = stringKind(tokens.position());
        int value = tokens.next();
        return new Literal(kind, false, value, Optional.of(name), tokens.from(first));
    }

    /** {@code DATE ?}: a constant once the driver has put the value into the text. */
    private Expression typedParameter(String type) {
        int first = tokens.next();
        Identifier word = new Identifier(type, false, tokens.from(first));
        QualifiedName name = new QualifiedName(List.of(word), tokens.from(first));
        return FunctionParser.call(name, List.of(parameter()), false, tokens.from(first));
    }

    private Expression nameOrCall() {
        int first = tokens.position();
        String word = tokens.word();
        boolean reserved = ReservedWords.contains(word);
        if (reserved && !tokens.isSymbolAt(first + 1, "(") && ReservedWords.isNiladic(word)) {
            return niladic();
        }
        if (reserved && !ReservedWords.isFunction(word)) {
            throw tokens.failure("A reserved word stands where a value is expected");
        }
        if (tokens.isSymbolAt(callOpen(first), "(")) {
            return parsers.functions.call();
        }
        List<Identifier> parts = tokens.columnParts();
        ColumnReference column = new ColumnReference(parts, tokens.from(first));
        boolean json = tokens.isSymbol("->") || tokens.isSymbol("->>");
        return json ? extracted(first, column) : column;
    }

    /** Where the parenthesis of a call would stand: behind one name, or behind {@code database.name}. */
    private int callOpen(int first) {
        return tokens.isSymbolAt(first + 1, ".") ? first + 3 : first + 1;
    }

    private Expression extracted(int first, ColumnReference column) {
        String name = tokens.sql().text(tokens.next());
        return new Operation(name, List.of(column, string()), tokens.from(first));
    }

    private Expression niladic() {
        int first = tokens.next();
        Identifier word =
                new Identifier(tokens.sql().identifier(first).toLowerCase(Locale.ROOT), false, tokens.from(first));
        return FunctionParser.call(
                new QualifiedName(List.of(word), tokens.from(first)), List.of(), true, tokens.from(first));
    }

    private Expression caseOf() {
        int first = tokens.position();
        tokens.expect("CASE");
        List<Expression> operands = new ArrayList<>();
        boolean compared = !tokens.isWord("WHEN");
        if (compared) {
            operands.add(parsers.expressions.expression());
        }
        do {
            tokens.expect("WHEN");
            operands.add(parsers.expressions.expression());
            tokens.expect("THEN");
            operands.add(parsers.expressions.expression());
        } while (tokens.isWord("WHEN"));
        if (tokens.take("ELSE")) {
            operands.add(parsers.expressions.expression());
        }
        tokens.expect("END");
        return new Operation(compared ? Operators.CASE_OF : Operators.CASE, operands, tokens.from(first));
    }

    private Expression castCall() {
        int first = tokens.position();
        tokens.expect("CAST");
        tokens.expectSymbol("(");
        Expression operand = parsers.expressions.expression();
        if (tokens.take("AT", "LOCAL")) {
            operand = new Operation(
                    Operators.AT_LOCAL,
                    List.of(operand),
                    tokens.from(operand.span().first()));
        } else if (tokens.take("AT", "TIME", "ZONE")) {
            tokens.take("INTERVAL");
            operand = new Operation(
                    Operators.AT_TIME_ZONE,
                    List.of(operand, string()),
                    tokens.from(operand.span().first()));
        }
        tokens.expect("AS");
        TypeName type = parsers.types.castType();
        tokens.expectSymbol(")");
        return new Cast(operand, type, tokens.from(first));
    }

    private Expression convert() {
        int first = tokens.position();
        tokens.expect("CONVERT");
        tokens.expectSymbol("(");
        Expression operand = parsers.expressions.expression();
        if (tokens.take("USING")) {
            String name = Operators.CONVERT_USING_PREFIX + parsers.types.characterSet();
            tokens.expectSymbol(")");
            return new Operation(name, List.of(operand), tokens.from(first));
        }
        tokens.expectSymbol(",");
        TypeName type = parsers.types.castType();
        tokens.expectSymbol(")");
        return new Cast(operand, type, tokens.from(first));
    }

    private Expression exists() {
        int first = tokens.position();
        tokens.expect("EXISTS");
        Query query = parsers.queries.parenthesized();
        return new SubqueryExpression(
                SubqueryKind.EXISTS, Optional.empty(), Optional.empty(), query, tokens.from(first));
    }

    private Expression row() {
        int first = tokens.position();
        tokens.expect("ROW");
        tokens.expectSymbol("(");
        List<Expression> members = parsers.expressions.list();
        tokens.expectSymbol(")");
        if (members.size() < 2) {
            throw tokens.failure("A row has two members at least");
        }
        return new Operation(Operators.ROW, members, tokens.from(first));
    }

    /** {@code INTERVAL 1 DAY + d}: only where nothing that follows could belong to either side. */
    private Expression leadingInterval() {
        int first = tokens.position();
        Expression interval = parsers.expressions.interval();
        tokens.expectSymbol("+");
        Expression date = primary();
        boolean closed = tokens.atEnd()
                || tokens.isSymbol(")")
                || tokens.isSymbol(",")
                || (tokens.kind() == TokenKind.WORD && !isOperatorWord(tokens.word()));
        if (!closed) {
            throw tokens.failure("The precedence of operators is not understood; add parentheses");
        }
        return new Operation("+", List.of(interval, date), tokens.from(first));
    }

    private static boolean isOperatorWord(String word) {
        return switch (word) {
            case "AND", "OR", "XOR", "NOT", "IS", "IN", "LIKE", "BETWEEN", "REGEXP", "RLIKE", "DIV", "MOD", "SOUNDS" ->
                true;
            case "COLLATE", "MEMBER" -> true;
            default -> false;
        };
    }

    private Expression match() {
        int first = tokens.position();
        tokens.expect("MATCH");
        boolean enclosed = tokens.takeSymbol("(");
        List<Expression> operands = new ArrayList<>();
        do {
            int column = tokens.position();
            operands.add(new ColumnReference(tokens.columnParts(), tokens.from(column)));
        } while (tokens.takeSymbol(","));
        if (enclosed) {
            tokens.expectSymbol(")");
        }
        tokens.expect("AGAINST");
        tokens.expectSymbol("(");
        operands.add(parsers.expressions.bits());
        matchMode();
        tokens.expectSymbol(")");
        return new Operation(Operators.MATCH_AGAINST, operands, tokens.from(first));
    }

    private void matchMode() {
        if (tokens.take("IN", "BOOLEAN", "MODE")) {
            return;
        }
        tokens.take("IN", "NATURAL", "LANGUAGE", "MODE");
        tokens.take("WITH", "QUERY", "EXPANSION");
    }

    /** {@code DEFAULT(column)}. */
    private Expression defaultOf() {
        int first = tokens.next();
        Identifier word = new Identifier("default", false, tokens.from(first));
        QualifiedName name = new QualifiedName(List.of(word), tokens.from(first));
        tokens.expectSymbol("(");
        int column = tokens.position();
        ColumnReference of = new ColumnReference(tokens.columnParts(), tokens.from(column));
        tokens.expectSymbol(")");
        FunctionCall call = FunctionParser.call(name, List.of(of), false, tokens.from(first));
        return call;
    }
}
