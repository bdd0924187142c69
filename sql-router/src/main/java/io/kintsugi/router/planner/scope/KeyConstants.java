package io.kintsugi.router.planner.scope;

import io.kintsugi.router.planner.bind.KeySource;
import io.kintsugi.router.planner.bind.KeySource.Form;
import io.kintsugi.router.planner.dialect.PostgreSqlTypeNames;
import io.kintsugi.router.schema.TypeClass;
import io.kintsugi.router.syntax.Cast;
import io.kintsugi.router.syntax.Expression;
import io.kintsugi.router.syntax.Literal;
import io.kintsugi.router.syntax.ParameterReference;
import io.kintsugi.router.syntax.TypeName;
import io.kintsugi.topology.KeyRule;
import java.util.Optional;

/**
 * Recognises constants that a key may be compared with. A typed constant counts only if its type is of the key's own
 * class and has no modifier: {@code '1.005'::numeric(10,2)} is another value than it looks (sql-pitfalls 33).
 */
public final class KeyConstants {
    private KeyConstants() {}

    /** Where the value stands; UNKNOWN for a constant of another type; empty for what is no constant. */
    public static Optional<KeySource> of(Expression value, KeyRule key) {
        if (value instanceof Literal literal) {
            return Optional.of(literal(literal, key));
        }
        if (value instanceof ParameterReference parameter) {
            return Optional.of(new KeySource(Form.PARAMETER, parameter.token(), false, false, null));
        }
        if (value instanceof Cast cast) {
            return of(cast.operand(), key).map(source -> cast(source, cast.type(), key));
        }
        return Optional.empty();
    }

    private static KeySource cast(KeySource source, TypeName type, KeyRule key) {
        boolean nested = source.cast() || source.form() == Form.FIXED;
        if (nested || !key.trustsCasts() || !isOfType(type, key)) {
            return KeySource.UNKNOWN;
        }
        return new KeySource(source.form(), source.token(), source.negative(), true, null);
    }

    private static KeySource literal(Literal literal, KeyRule key) {
        boolean typed = literal.type().isPresent();
        if (literal.type().filter(type -> !isOfType(type, key)).isPresent()) {
            return KeySource.UNKNOWN;
        }
        return switch (literal.kind()) {
            case NUMBER -> new KeySource(Form.NUMBER, literal.token(), literal.negative(), typed, null);
            case STRING, BIT_STRING -> new KeySource(Form.STRING, literal.token(), false, typed, null);
            case NULL -> new KeySource(Form.NULL, literal.token(), false, typed, null);
            case TRUE, FALSE, WORD -> KeySource.UNKNOWN;
        };
    }

    private static boolean isOfType(TypeName type, KeyRule key) {
        return PostgreSqlTypeNames.unmodified(type.text())
                .flatMap(TypeClass::keyType)
                .filter(key.type()::equals)
                .isPresent();
    }

    /** Whether a list member is a bare literal or parameter, one token and perhaps a sign. */
    static boolean isPlain(Expression member) {
        if (member instanceof ParameterReference) {
            return true;
        }
        return member instanceof Literal literal
                && literal.type().isEmpty()
                && literal.span().end() == literal.token() + 1;
    }
}
