package io.kintsugi.router.internal.mysql;

import io.kintsugi.router.lexer.TokenSpan;
import io.kintsugi.router.syntax.Expression;
import io.kintsugi.router.syntax.FunctionCall;
import io.kintsugi.router.syntax.Identifier;
import io.kintsugi.router.syntax.Literal;
import io.kintsugi.router.syntax.LiteralKind;
import io.kintsugi.router.syntax.OrderItem;
import io.kintsugi.router.syntax.QualifiedName;
import io.kintsugi.router.syntax.TypeName;
import io.kintsugi.router.syntax.WindowSpecification;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads function calls, those with words between their arguments too. */
final class FunctionParser {
    private final Parsers parsers;
    private final Tokens tokens;

    FunctionParser(Parsers parsers) {
        this.parsers = parsers;
        this.tokens = parsers.tokens;
    }

    /** A plain call. */
    static FunctionCall call(QualifiedName name, List<Expression> arguments, boolean niladic, TokenSpan span) {
        return new FunctionCall(
                name,
                arguments,
                false,
                false,
                niladic,
                List.of(),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                span);
    }

    /** What stands between the parentheses. */
    private static final class Inside {
        final List<Expression> arguments = new ArrayList<>();
        boolean distinct;
        boolean star;
        List<OrderItem> orderBy = List.of();
        Optional<Expression> separator = Optional.empty();
    }

    FunctionCall call() {
        int first = tokens.position();
        QualifiedName name = name();
        tokens.expectSymbol("(");
        Inside inside = new Inside();
        if (!tokens.isSymbol(")")) {
            inside(name, inside);
        }
        tokens.expectSymbol(")");
        Optional<WindowSpecification> over = over();
        return new FunctionCall(
                name,
                inside.arguments,
                inside.distinct,
                inside.star,
                false,
                inside.orderBy,
                inside.separator,
                List.of(),
                Optional.empty(),
                over,
                tokens.from(first));
    }

    /** A function of the server or, behind a database's name, a stored one. */
    private QualifiedName name() {
        int first = tokens.position();
        if (tokens.isSymbolAt(first + 1, ".")) {
            return new QualifiedName(tokens.columnParts(), tokens.from(first));
        }
        boolean quoted = tokens.word().isEmpty();
        tokens.next();
        String folded = tokens.sql().identifier(first).toLowerCase(Locale.ROOT);
        Identifier only = new Identifier(folded, quoted, tokens.from(first));
        return new QualifiedName(List.of(only), tokens.from(first));
    }

    private Optional<WindowSpecification> over() {
        boolean windowed = tokens.isWord("OVER")
                || tokens.areWords("RESPECT", "NULLS")
                || tokens.areWords("FROM", "FIRST", "OVER")
                || tokens.areWords("FROM", "FIRST", "RESPECT");
        if (!windowed) {
            return Optional.empty();
        }
        tokens.take("FROM", "FIRST");
        tokens.take("RESPECT", "NULLS");
        tokens.expect("OVER");
        return Optional.of(parsers.windows.over());
    }

    private void inside(QualifiedName name, Inside inside) {
        boolean builtIn = name.parts().size() == 1 && !name.parts().get(0).quoted();
        switch (builtIn ? name.name() : "") {
            case "count" -> count(inside);
            case "extract" -> extract(inside);
            case "trim" -> trim(inside);
            case "substring", "substr", "mid" -> substring(inside);
            case "position" -> position(inside);
            case "char" -> characters(inside);
            case "get_format" -> unitFirst(inside, false);
            case "timestampadd", "timestampdiff" -> unitFirst(inside, true);
            case "date_add", "date_sub", "adddate", "subdate" -> dateAndInterval(inside);
            case "weight_string" -> weightString(inside);
            case "json_value" -> jsonValue(inside);
            default -> general(inside);
        }
    }

    private void general(Inside inside) {
        inside.distinct = tokens.take("DISTINCT");
        if (!inside.distinct) {
            tokens.take("ALL");
        }
        inside.arguments.addAll(parsers.expressions.list());
        inside.orderBy = parsers.queries.orderBy();
        if (tokens.take("SEPARATOR")) {
            inside.separator = Optional.of(parsers.primaries.string());
        }
    }

    private void count(Inside inside) {
        inside.star = tokens.takeSymbol("*");
        if (!inside.star) {
            general(inside);
        }
    }

    private Expression unit(boolean timestamp) {
        boolean known = timestamp ? Units.isTimestampUnit(tokens.word()) : Units.contains(tokens.word());
        if (!known) {
            throw tokens.failure("A unit of time is expected");
        }
        return parsers.primaries.argumentWord();
    }

    private void extract(Inside inside) {
        inside.arguments.add(unit(false));
        tokens.expect("FROM");
        inside.arguments.add(parsers.expressions.expression());
    }

    private void unitFirst(Inside inside, boolean timestamp) {
        inside.arguments.add(timestamp ? unit(true) : formatKind());
        tokens.expectSymbol(",");
        inside.arguments.addAll(parsers.expressions.list());
    }

    private Expression formatKind() {
        return switch (tokens.word()) {
            case "DATE", "TIME", "DATETIME", "TIMESTAMP" -> parsers.primaries.argumentWord();
            default -> throw tokens.failure();
        };
    }

    private void trim(Inside inside) {
        boolean sided = tokens.take("BOTH") || tokens.take("LEADING") || tokens.take("TRAILING");
        if (sided && tokens.take("FROM")) {
            inside.arguments.add(parsers.expressions.expression());
            return;
        }
        inside.arguments.add(parsers.expressions.expression());
        if (tokens.take("FROM")) {
            inside.arguments.add(parsers.expressions.expression());
        } else if (sided) {
            throw tokens.failure();
        }
    }

    private void substring(Inside inside) {
        inside.arguments.add(parsers.expressions.expression());
        boolean worded = tokens.take("FROM");
        if (!worded) {
            tokens.expectSymbol(",");
        }
        inside.arguments.add(parsers.expressions.expression());
        if (worded ? tokens.take("FOR") : tokens.takeSymbol(",")) {
            inside.arguments.add(parsers.expressions.expression());
        }
    }

    /** The first argument stops before IN. */
    private void position(Inside inside) {
        inside.arguments.add(parsers.expressions.bits());
        tokens.expect("IN");
        inside.arguments.add(parsers.expressions.expression());
    }

    private void characters(Inside inside) {
        inside.arguments.addAll(parsers.expressions.list());
        if (tokens.take("USING")) {
            parsers.types.characterSet();
        }
    }

    private void dateAndInterval(Inside inside) {
        inside.arguments.add(parsers.expressions.expression());
        tokens.expectSymbol(",");
        inside.arguments.add(
                parsers.expressions.isInterval() ? parsers.expressions.interval() : parsers.expressions.expression());
    }

    private void weightString(Inside inside) {
        inside.arguments.add(parsers.expressions.expression());
        if (!tokens.take("AS")) {
            return;
        }
        if (!tokens.take("CHAR")) {
            tokens.expect("BINARY");
        }
        tokens.expectSymbol("(");
        inside.arguments.add(parsers.primaries.number());
        tokens.expectSymbol(")");
    }

    private void jsonValue(Inside inside) {
        inside.arguments.add(parsers.expressions.expression());
        tokens.expectSymbol(",");
        inside.arguments.add(parsers.primaries.string());
        if (tokens.take("RETURNING")) {
            int type = tokens.position();
            TypeName name = parsers.types.castType();
            inside.arguments.add(new Literal(LiteralKind.WORD, false, type, Optional.of(name), tokens.from(type)));
        }
        onEmptyOrError(inside.arguments);
    }

    /** {@code {NULL | ERROR | DEFAULT value} ON {EMPTY | ERROR}}, at most both. */
    void onEmptyOrError(List<Expression> values) {
        for (int i = 0; i < 2; i++) {
            boolean clause = tokens.isWord("NULL") || tokens.isWord("ERROR") || tokens.isWord("DEFAULT");
            if (!clause) {
                return;
            }
            if (tokens.take("DEFAULT")) {
                values.add(defaultConstant());
            } else {
                tokens.next();
            }
            tokens.expect("ON");
            if (!tokens.take("EMPTY")) {
                tokens.expect("ERROR");
            }
        }
    }

    private Expression defaultConstant() {
        Expression value = parsers.expressions.simple();
        boolean constant = value instanceof Literal literal && literal.kind() != LiteralKind.WORD;
        if (!constant) {
            throw tokens.failure("A constant is expected");
        }
        return value;
    }
}
