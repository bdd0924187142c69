package io.kintsugi.router.internal.mysql;

import io.kintsugi.router.lexer.TokenKind;
import io.kintsugi.router.syntax.Collation;
import io.kintsugi.router.syntax.Expression;
import io.kintsugi.router.syntax.Identifier;
import io.kintsugi.router.syntax.Literal;
import io.kintsugi.router.syntax.LiteralKind;
import io.kintsugi.router.syntax.Operation;
import io.kintsugi.router.syntax.Operators;
import io.kintsugi.router.syntax.QualifiedName;
import io.kintsugi.router.syntax.Query;
import io.kintsugi.router.syntax.SubqueryExpression;
import io.kintsugi.router.syntax.SubqueryKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Expressions, one method a layer of MySQL's grammar, loosest first: OR, XOR, AND, NOT, tests and comparisons, one
 * predicate, bit and arithmetic operators, signs, COLLATE. What the grammar does not allow ({@code a LIKE b LIKE c},
 * {@code a IS TRUE IS TRUE}, {@code a = NOT b}) finds no rule here either.
 */
final class ExpressionParser {
    private final Parsers parsers;
    private final Tokens tokens;

    ExpressionParser(Parsers parsers) {
        this.parsers = parsers;
        this.tokens = parsers.tokens;
    }

    Expression expression() {
        return chain(
                Operators.OR, this::takeOr, () -> chain(Operators.XOR, () -> tokens.take("XOR"), this::conjunction));
    }

    private Expression conjunction() {
        return chain(Operators.AND, () -> tokens.take("AND") || tokens.takeSymbol("&&"), this::negation);
    }

    private boolean takeOr() {
        return tokens.take("OR") || (!tokens.sql().modes().pipesAsConcat() && tokens.takeSymbol("||"));
    }

    /** Operands with one operator between: one operation of many operands. */
    private Expression chain(String name, Supplier<Boolean> operator, Supplier<Expression> operand) {
        int first = tokens.position();
        Expression left = operand.get();
        if (!operator.get()) {
            return left;
        }
        List<Expression> operands = new ArrayList<>(List.of(left));
        do {
            operands.add(operand.get());
        } while (operator.get());
        return new Operation(name, operands, tokens.from(first));
    }

    private Expression negation() {
        int first = tokens.position();
        if (tokens.sql().modes().highNotPrecedence() || !tokens.take("NOT")) {
            return truthTest();
        }
        return operation(Operators.NOT, first, negation());
    }

    private Operation operation(String name, int first, Expression... operands) {
        return new Operation(name, List.of(operands), tokens.from(first));
    }

    private Expression truthTest() {
        int first = tokens.position();
        Expression left = comparison();
        if (!tokens.take("IS")) {
            return left;
        }
        String not = tokens.take("NOT") ? "IS NOT " : "IS ";
        String truth = tokens.word();
        if (!truth.equals("TRUE") && !truth.equals("FALSE") && !truth.equals("UNKNOWN")) {
            throw tokens.failure();
        }
        tokens.next();
        return operation(not + truth, first, left);
    }

    /** Comparisons and tests for NULL, all of one strength, from left to right. */
    private Expression comparison() {
        int first = tokens.position();
        Expression left = predicate();
        while (true) {
            if (tokens.take("IS", "NULL")) {
                left = operation(Operators.IS_NULL, first, left);
            } else if (tokens.take("IS", "NOT", "NULL")) {
                left = operation(Operators.IS_NOT_NULL, first, left);
            } else if (isComparison()) {
                String name = tokens.sql().operator(tokens.next());
                left = compared(first, name, left);
            } else {
                return left;
            }
        }
    }

    private boolean isComparison() {
        if (tokens.kind() != TokenKind.OPERATOR) {
            return false;
        }
        return switch (tokens.sql().operator(tokens.position())) {
            case "=", "<>", "<", ">", "<=", ">=", "<=>" -> true;
            default -> false;
        };
    }

    private Expression compared(int first, String operator, Expression left) {
        boolean all = tokens.isWord("ALL");
        boolean quantified = all || tokens.isWord("ANY") || tokens.isWord("SOME");
        if (!quantified || !tokens.isSymbolAt(tokens.position() + 1, "(")) {
            return operation(operator, first, left, predicate());
        }
        tokens.next();
        Query query = parsers.queries.parenthesized();
        return new SubqueryExpression(
                all ? SubqueryKind.ALL : SubqueryKind.ANY,
                Optional.of(operator),
                Optional.of(left),
                query,
                tokens.from(first));
    }

    /** At most one predicate: a second one beside it needs parentheses. */
    private Expression predicate() {
        int first = tokens.position();
        Expression left = bits();
        boolean negated = tokens.isWord("NOT") && isNegatable(tokens.position() + 1);
        if (negated) {
            tokens.next();
        }
        String not = negated ? "NOT " : "";
        if (tokens.take("IN")) {
            return in(first, left, negated);
        }
        if (tokens.take("BETWEEN")) {
            Expression lower = bits();
            tokens.expect("AND");
            return operation(not + Operators.BETWEEN, first, left, lower, predicate());
        }
        if (tokens.take("LIKE")) {
            return like(first, not + Operators.LIKE, left);
        }
        if (tokens.take("REGEXP") || tokens.take("RLIKE")) {
            return operation(not + Operators.REGEXP, first, left, bits());
        }
        if (tokens.take("SOUNDS", "LIKE")) {
            return operation(Operators.SOUNDS_LIKE, first, left, bits());
        }
        return tokens.isWord("MEMBER") ? member(first, left) : left;
    }

    private boolean isNegatable(int ordinal) {
        return switch (tokens.wordAt(ordinal)) {
            case "IN", "BETWEEN", "LIKE", "REGEXP", "RLIKE" -> true;
            default -> false;
        };
    }

    private Expression in(int first, Expression left, boolean negated) {
        if (!tokens.isSymbol("(")) {
            throw tokens.failure();
        }
        if (tokens.holdsQuery(tokens.position())) {
            Query query = parsers.queries.parenthesized();
            SubqueryKind kind = negated ? SubqueryKind.NOT_IN : SubqueryKind.IN;
            return new SubqueryExpression(kind, Optional.empty(), Optional.of(left), query, tokens.from(first));
        }
        List<Expression> operands = new ArrayList<>(List.of(left));
        tokens.expectSymbol("(");
        operands.addAll(list());
        tokens.expectSymbol(")");
        return new Operation(negated ? Operators.NOT_IN : Operators.IN, operands, tokens.from(first));
    }

    private Expression like(int first, String name, Expression left) {
        Expression pattern = simple();
        if (!tokens.take("ESCAPE")) {
            return operation(name, first, left, pattern);
        }
        return operation(name, first, left, pattern, simple());
    }

    private Expression member(int first, Expression left) {
        int second = tokens.position() + 1;
        boolean of = tokens.isWordAt(second, "OF");
        if (!of && !tokens.isSymbolAt(second, "(")) {
            return left;
        }
        tokens.expect("MEMBER");
        tokens.take("OF");
        tokens.expectSymbol("(");
        Expression array = simple();
        tokens.expectSymbol(")");
        return operation(Operators.MEMBER_OF, first, left, array);
    }

    /** Expressions separated by commas. */
    List<Expression> list() {
        List<Expression> expressions = new ArrayList<>();
        do {
            expressions.add(expression());
        } while (tokens.takeSymbol(","));
        return expressions;
    }

    /** Bit and arithmetic operators. */
    Expression bits() {
        return bits(1);
    }

    private Expression bits(int strengthMin) {
        int first = tokens.position();
        Expression left = simple();
        while (true) {
            String name = arithmetic();
            int strength = strength(name);
            if (strength < strengthMin) {
                return left;
            }
            tokens.next();
            boolean interval = strength == strength("+") && isInterval();
            left = operation(name, first, left, interval ? interval() : bits(strength + 1));
        }
    }

    /** The name of the operator that stands here; empty when none does. */
    private String arithmetic() {
        if (tokens.kind() == TokenKind.OPERATOR) {
            String name = tokens.sql().operator(tokens.position());
            return name.equals("%") ? Operators.MOD : name;
        }
        String word = tokens.word();
        return word.equals("DIV") || word.equals("MOD") ? word : "";
    }

    private static int strength(String operator) {
        return switch (operator) {
            case "|" -> 1;
            case "&" -> 2;
            case "<<", ">>" -> 3;
            case "+", "-" -> 4;
            case "*", "/", Operators.MOD, Operators.DIV -> 5;
            case "^" -> 6;
            default -> 0;
        };
    }

    /** {@code INTERVAL n unit}, and not the function of that name, which has two arguments at least. */
    boolean isInterval() {
        return tokens.isWord("INTERVAL")
                && !(tokens.isSymbolAt(tokens.position() + 1, "(") && holdsComma(tokens.position() + 1));
    }

    private boolean holdsComma(int open) {
        for (int i = open + 1; i < tokens.closing(open); i++) {
            if (tokens.isSymbolAt(i, ",")) {
                return true;
            }
            i = tokens.isSymbolAt(i, "(") ? tokens.closing(i) : i;
        }
        return false;
    }

    Expression interval() {
        int first = tokens.position();
        tokens.expect("INTERVAL");
        Expression amount = expression();
        String unit = tokens.word();
        if (!Units.contains(unit)) {
            throw tokens.failure("A unit of time is expected");
        }
        tokens.next();
        return operation(Operators.INTERVAL_PREFIX + unit, first, amount);
    }

    /** What {@code LIKE} takes as its pattern: signs, COLLATE and, by mode, concatenation. */
    Expression simple() {
        int first = tokens.position();
        Expression left = signed();
        while (tokens.sql().modes().pipesAsConcat() && tokens.takeSymbol("||")) {
            left = operation(Operators.CONCATENATE, first, left, signed());
        }
        return left;
    }

    private Expression signed() {
        int first = tokens.position();
        if (tokens.takeSymbol("-")) {
            return negative(first);
        }
        if (tokens.takeSymbol("+")) {
            return operation("+" + Operators.PREFIX_SUFFIX, first, signed());
        }
        if (tokens.takeSymbol("~")) {
            return operation("~" + Operators.PREFIX_SUFFIX, first, signed());
        }
        boolean tightNot = tokens.sql().modes().highNotPrecedence() && tokens.take("NOT");
        if (tightNot || tokens.takeSymbol("!")) {
            return operation(Operators.NOT, first, signed());
        }
        if (tokens.take("BINARY")) {
            return operation(Operators.BINARY, first, signed());
        }
        return collated();
    }

    /** A sign before a number is part of the number. */
    private Expression negative(int first) {
        Expression operand = signed();
        if (operand instanceof Literal number
                && number.kind() == LiteralKind.NUMBER
                && !number.negative()
                && number.span().first() == first + 1) {
            return new Literal(LiteralKind.NUMBER, true, number.token(), Optional.empty(), tokens.from(first));
        }
        return operation(Operators.NEGATE, first, operand);
    }

    private Expression collated() {
        int first = tokens.position();
        Expression operand = parsers.primaries.primary();
        while (tokens.take("COLLATE")) {
            operand = new Collation(operand, collation(), tokens.from(first));
        }
        return operand;
    }

    private QualifiedName collation() {
        int at = tokens.position();
        boolean binary = tokens.isWord("BINARY");
        boolean string = tokens.kind() == TokenKind.STRING;
        if (!binary && !string) {
            Identifier name = tokens.foldedName();
            return new QualifiedName(List.of(name), name.span());
        }
        tokens.next();
        String name = binary ? "binary" : tokens.sql().unquote(at).toLowerCase(java.util.Locale.ROOT);
        return new QualifiedName(List.of(new Identifier(name, string, tokens.from(at))), tokens.from(at));
    }
}
