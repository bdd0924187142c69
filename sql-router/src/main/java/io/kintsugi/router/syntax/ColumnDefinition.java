package io.kintsugi.router.syntax;

import io.kintsugi.router.lexer.TokenSpan;
import java.util.List;
import java.util.Optional;

/**
 * A column as DDL defines it.
 *
 * @param type empty where only its name is given (CREATE TABLE … AS, PARTITION OF)
 * @param defaultExpression the tokens after DEFAULT
 * @param collation in MySQL {@code _bin} for the attribute BINARY: the binary collation of whatever character set
 * @param characterSet the CHARACTER SET of MySQL, lower case
 * @param autoIncrement AUTO_INCREMENT of MySQL
 * @param onUpdate the tokens after ON UPDATE of MySQL
 * @param constraints the inline keys, references and checks
 */
public record ColumnDefinition(
        Identifier name,
        Optional<TypeName> type,
        Optional<String> characterSet,
        Optional<QualifiedName> collation,
        boolean notNull,
        Optional<TokenSpan> defaultExpression,
        boolean autoIncrement,
        Optional<TokenSpan> onUpdate,
        ColumnIdentity identity,
        boolean generated,
        List<TableConstraint> constraints,
        TokenSpan span) {
    /** GENERATED … AS IDENTITY. */
    public enum ColumnIdentity {
        NONE,
        BY_DEFAULT,
        ALWAYS
    }

    public ColumnDefinition {
        constraints = List.copyOf(constraints);
    }
}
