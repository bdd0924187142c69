package io.kintsugi.router.planner.dialect;

import io.kintsugi.router.RoutingContext;
import io.kintsugi.router.lexer.LexedSql;
import io.kintsugi.router.lexer.ParameterStyle;
import io.kintsugi.router.lexer.SqlLexer;
import io.kintsugi.router.plan.Comparison;
import io.kintsugi.router.schema.ColumnReader;
import io.kintsugi.router.schema.ColumnType;
import io.kintsugi.router.schema.FunctionTraits;
import io.kintsugi.router.syntax.FunctionCall;
import io.kintsugi.router.syntax.SelectItem;
import io.kintsugi.topology.Dialect;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What the planner has to know of a database. Immutable and thread-safe. */
public sealed interface SqlDialect permits PostgreSqlDialect, MySqlDialect {
    /** The rules of a dialect. */
    static SqlDialect of(Dialect dialect) {
        return switch (dialect) {
            case POSTGRESQL -> PostgreSqlDialect.INSTANCE;
            case MYSQL -> MySqlDialect.INSTANCE;
        };
    }

    /** The rules of a session's dialect. */
    static SqlDialect of(RoutingContext context) {
        return of(context.topology().dialect());
    }

    /** The rules of a text's dialect. */
    static SqlDialect of(LexedSql sql) {
        return of(sql.dialect());
    }

    // Names.

    /** Reads text as the session's servers would. */
    SqlLexer lexer(ParameterStyle style, RoutingContext context);

    /** Reads the definitions of views as the servers print them, whatever the session's modes are. */
    SqlLexer definitionLexer(ParameterStyle style, RoutingContext context);

    /** The schema that the tables of the topology belong to where no other is written. */
    String mainSchema(RoutingContext context);

    /** Whether a table of the topology written without a schema is one of the main schema and of no other. */
    boolean keepsSchemasApart();

    /** Whether a schema belongs to the server or to Kintsugi. */
    boolean isSystemSchema(String schema);

    /** Whether an unqualified name that is no known table is one of the system's. */
    boolean isSystemTable(String table, RoutingContext context);

    /** Whether a schema holds the session's temporary tables. */
    boolean isTemporarySchema(String schema);

    /** Whether an unqualified name in FROM stands for no table at all. */
    boolean isNoTable(String name);

    /** Columns that every table has without being asked: they mean something else on each server. */
    Set<String> systemColumns();

    /** Whether {@code row.name} may call a function. */
    boolean callsFunctionsByField();

    /** An identifier in quotes. */
    String quote(String name);

    /**
     * Whether a star gives the columns that USING and NATURAL merge in the order of the join's first table, which is
     * the right one of a RIGHT JOIN; else they come as USING names them, and the left table's before the right one's.
     */
    boolean mergedColumnsFollowTables();

    /** The name of a column that a query returns. */
    String outputName(SelectItem item, LexedSql sql);

    /**
     * An expression that two versions of a row give the same value for only if they are the same.
     *
     * @param columns of the row, each with its qualifier, as written in SQL
     */
    String fingerprint(List<String> columns);

    // Functions.

    /** The kind of a function that no user has defined. */
    FunctionKind kindOf(FunctionCall call, Optional<FunctionTraits> traits);

    /** Whether functions qualified by this schema are the server's own. */
    boolean isFunctionSchema(String schema);

    /** Whether the clocks of all shards can be set for a statement, those of defaults too, so that they agree. */
    boolean pinsClocks();

    /** Whether this call of a clock, in the text of a statement, can be made to agree on all shards. */
    boolean pins(FunctionCall call);

    /** Whether a function of that name reads the clock which {@link #pinsClocks} is about. */
    boolean isClock(String name);

    /** Whether a string such as {@code 'now'} becomes the time once it is a date. */
    boolean readsClockFromText();

    /** The name by which an aggregate is called where nobody may shadow it. */
    String aggregate(String name);

    // Definitions.

    /**
     * Reads columns of a definition.
     *
     * @param options of the table
     */
    ColumnReader columns(Map<String, String> options);

    /** The types that a sharding key may have, for messages. */
    String keyTypes();

    /** How a collation that makes a text key has to be, for messages: a whole sentence. */
    String keyCollationRemedy();

    // Types and merging.

    TypeRules types();

    /** What the merge computes over aggregates. */
    GroupValues groupValues();

    /** How values of a type are ordered; empty where the merge does not reproduce it exactly. */
    Optional<MergeForm> order(ColumnType type);

    /** How values of a type are found equal; empty where the merge does not reproduce it exactly. */
    Optional<MergeForm> equality(ColumnType type);

    /**
     * How shards can sort values of a type, in whatever order, so that the merge sees which ones are equal; empty where
     * equal ones might not come one after the other.
     */
    Optional<MergeForm> arrival(ColumnType type);

    /** Whether servers sort values that are compared so by the whole of them, however long. */
    boolean sortsWhole(Comparison comparison);

    /** How min and max compare values of a type; empty where the merge does not reproduce it exactly. */
    Optional<MergeForm> extreme(ColumnType type);

    /** How groups are compared by an expression of their key, where the server wants it to be seen that all agree. */
    MergeForm ofGroup(MergeForm form);

    /**
     * Whether a column of a grouped query is always one of its keys, or follows from them. Where not, it is some row's,
     * and a condition on it must not pass through the grouping.
     */
    boolean groupsDecideColumns(RoutingContext context);

    /** Whether a name in GROUP BY that USING merged means the select item of that name, where there is one. */
    boolean mergedNamesMeanSelectItems();

    /** Whether a name of several output columns means the first of them that is computed; else it is ambiguous. */
    boolean computedNamesComeFirst();

    /** Whether NULL comes first where nothing is said of it. */
    boolean nullsFirst(boolean descending);

    /** What a LIMIT says to return all rows. */
    String unlimited();

    /** What a user can do about text that cannot be ordered over shards, a whole sentence without the last words. */
    String orderRemedy();
}
