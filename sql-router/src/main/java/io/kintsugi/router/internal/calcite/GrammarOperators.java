package io.kintsugi.router.internal.calcite;

import org.apache.calcite.sql.SqlBinaryOperator;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlPostfixOperator;
import org.apache.calcite.sql.SqlPrefixOperator;
import org.apache.calcite.sql.SqlSpecialOperator;

/** The operators our grammar adds. Expression operators differ by level only: which operator it is, the tokens say. */
public final class GrammarOperators {
    public static final SqlOperator WITH_CHANGE = statement("WITH CHANGE");
    public static final SqlOperator INSERT = statement("CHANGE INSERT");
    public static final SqlOperator ON_CONFLICT = statement("ON CONFLICT");
    public static final SqlOperator ASSIGNMENT = statement("ASSIGNMENT");
    public static final SqlOperator UPDATE = statement("CHANGE UPDATE");
    public static final SqlOperator DELETE = statement("CHANGE DELETE");
    public static final SqlOperator MERGE = statement("CHANGE MERGE");
    public static final SqlOperator MERGE_ACTION = statement("MERGE ACTION");

    private static final SqlOperator[] INFIX = new SqlOperator[Level.values().length];
    private static final SqlOperator[] POSTFIX = new SqlOperator[Level.values().length];
    private static final SqlPrefixOperator[] PREFIX = new SqlPrefixOperator[Level.values().length];

    static {
        for (Level level : Level.values()) {
            INFIX[level.ordinal()] =
                    new SqlBinaryOperator("infix " + level, SqlKind.OTHER, level.precedence(), true, null, null, null);
            POSTFIX[level.ordinal()] =
                    new SqlPostfixOperator("postfix " + level, SqlKind.OTHER, level.precedence(), null, null, null);
            PREFIX[level.ordinal()] =
                    new SqlPrefixOperator("prefix " + level, SqlKind.OTHER, level.precedence(), null, null, null);
        }
    }

    private GrammarOperators() {}

    private static SqlOperator statement(String name) {
        return new SqlSpecialOperator(name, SqlKind.OTHER);
    }

    /** The infix operator of a level; called by the generated parser with the image of the fed token. */
    public static SqlOperator infix(String level) {
        return INFIX[Level.valueOf(level).ordinal()];
    }

    /** The postfix operator of a level. */
    public static SqlOperator postfix(String level) {
        return POSTFIX[Level.valueOf(level).ordinal()];
    }

    /** The prefix operator of a level; Calcite's own minus is not used, since Calcite folds it into numbers. */
    public static SqlPrefixOperator prefix(String level) {
        return PREFIX[Level.valueOf(level).ordinal()];
    }
}
