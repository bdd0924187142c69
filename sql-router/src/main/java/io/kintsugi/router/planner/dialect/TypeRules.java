package io.kintsugi.router.planner.dialect;

import io.kintsugi.router.lexer.LexedSql;
import io.kintsugi.router.schema.ColumnType;
import io.kintsugi.router.syntax.Literal;
import io.kintsugi.router.syntax.TypeName;
import java.util.List;
import java.util.Optional;

/** The types of expressions, from those of their parts. Empty means unknown: then nothing is merged by it. */
public interface TypeRules {
    /** The type of a constant. */
    Optional<ColumnType> literal(Literal literal, LexedSql sql);

    /**
     * The type of a cast.
     *
     * @param bytesTellApart whether nothing in the operand brings a collation by which different bytes are equal
     */
    Optional<ColumnType> cast(TypeName type, boolean bytesTellApart);

    /** The type of {@code operand COLLATE collation}. */
    Optional<ColumnType> collated(ColumnType operand, String collation);

    /** The type of an operator's result. */
    Optional<ColumnType> operation(String operator, List<Optional<ColumnType>> operands);

    /** The type of a value that is one of several, as in CASE and COALESCE. */
    Optional<ColumnType> common(List<ColumnType> types);

    /**
     * The type of a built-in function's result.
     *
     * @param first the type of its first argument
     */
    Optional<ColumnType> function(String name, Optional<ColumnType> first);

    /** Whether sums of the type add up, as exactly as one database adds them up itself. */
    boolean addsUp(ColumnType type);

    /** Whether values are whole numbers. */
    boolean isInteger(ColumnType type);
}
