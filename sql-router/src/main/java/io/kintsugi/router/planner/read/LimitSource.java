package io.kintsugi.router.planner.read;

import io.kintsugi.errors.ErrorCode;
import io.kintsugi.router.ParameterValues;
import io.kintsugi.router.lexer.TokenSpan;
import io.kintsugi.router.planner.bind.BoundText;
import io.kintsugi.router.planner.bind.Refusal;
import io.kintsugi.router.syntax.Expression;
import io.kintsugi.router.syntax.Literal;
import io.kintsugi.router.syntax.LiteralKind;
import io.kintsugi.router.syntax.ParameterReference;
import io.kintsugi.topology.Dialect;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * The operand of LIMIT or OFFSET: a number, a parameter or NULL, which means "all" and "none"; or the one row of a
 * FETCH FIRST ROW without a number, whose span is empty.
 */
record LimitSource(Kind kind, TokenSpan span) {
    enum Kind {
        NUMBER,
        ONE,
        PARAMETER,
        NULL
    }

    /** Reads the operand; anything computed is refused, for each shard would compute it. */
    static LimitSource of(Expression operand) {
        if (operand instanceof Literal literal && literal.type().isEmpty()) {
            if (literal.kind() == LiteralKind.NUMBER && !literal.negative()) {
                return new LimitSource(literal.span().size() == 0 ? Kind.ONE : Kind.NUMBER, literal.span());
            }
            if (literal.kind() == LiteralKind.NULL) {
                return new LimitSource(Kind.NULL, literal.span());
            }
        }
        if (operand instanceof ParameterReference parameter) {
            return new LimitSource(Kind.PARAMETER, parameter.span());
        }
        throw refusal(operand.span().first()).thrown();
    }

    private static Refusal refusal(int token) {
        return new Refusal(
                ErrorCode.UNSUPPORTED_CROSS_SHARD_QUERY,
                "LIMIT and OFFSET over several shards take a whole number or a parameter only",
                "Compute the number in the application and pass it as a parameter.",
                token);
    }

    /** The number in this text; empty for NULL. */
    OptionalLong read(BoundText text, ParameterValues parameters) {
        int token = text.token(span.first());
        return switch (kind) {
            case NULL -> all(text);
            case ONE -> OptionalLong.of(1);
            case NUMBER ->
                OptionalLong.of(whole(text.sql().text(span.end() == span.first() + 1 ? token : token + 1), text));
            case PARAMETER -> parameter(parameters.value(text.sql().parameterNumber(token)), text);
        };
    }

    private OptionalLong parameter(@Nullable Object value, BoundText text) {
        if (value == null) {
            return all(text);
        }
        boolean number = value instanceof Long
                || value instanceof Integer
                || value instanceof Short
                || value instanceof BigDecimal
                || value instanceof BigInteger
                || value instanceof String;
        if (!number) {
            throw refusal(span.first()).in(text);
        }
        return OptionalLong.of(whole(value.toString(), text));
    }

    /** What NULL means, except to MySQL, which takes nothing but whole numbers. */
    private OptionalLong all(BoundText text) {
        if (text.sql().dialect() == Dialect.MYSQL) {
            throw refusal(span.first()).in(text);
        }
        return OptionalLong.empty();
    }

    private long whole(String digits, BoundText text) {
        try {
            boolean mySql = text.sql().dialect() == Dialect.MYSQL;
            if (mySql && !isInteger(digits.trim())) {
                throw refusal(span.first()).in(text);
            }
            BigDecimal number = new BigDecimal(digits.trim());
            // The manual of MySQL says "all the rest" by the largest unsigned number.
            return mySql && isUnsignedOnly(number) ? Long.MAX_VALUE : number.longValueExact();
        } catch (ArithmeticException | NumberFormatException notWhole) {
            throw refusal(span.first()).in(text);
        }
    }

    private static boolean isInteger(String digits) {
        return !digits.isEmpty()
                && digits.chars().skip(digits.charAt(0) == '-' ? 1 : 0).allMatch(Character::isDigit);
    }

    private static boolean isUnsignedOnly(BigDecimal number) {
        return number.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) > 0
                && number.toBigIntegerExact().bitLength() <= Long.SIZE;
    }
}
