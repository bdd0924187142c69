package io.kintsugi.router.planner.analysis;

import static java.util.Objects.requireNonNull;

import io.kintsugi.router.RoutingContext;
import io.kintsugi.router.lexer.NormalizedSql;
import io.kintsugi.router.plan.Prelude;
import io.kintsugi.router.planner.bind.KeyCondition;
import io.kintsugi.router.planner.bind.ReferenceShards;
import io.kintsugi.router.planner.dialect.FunctionKind;
import io.kintsugi.router.planner.dialect.SqlDialect;
import io.kintsugi.router.planner.scope.CalledFunction;
import io.kintsugi.router.planner.scope.ColumnNode;
import io.kintsugi.router.planner.scope.Columns;
import io.kintsugi.router.planner.scope.FactReader;
import io.kintsugi.router.planner.scope.KeyClass;
import io.kintsugi.router.planner.scope.KeyClasses;
import io.kintsugi.router.planner.scope.KeyConstants;
import io.kintsugi.router.planner.scope.Relation;
import io.kintsugi.router.planner.scope.RelationKind;
import io.kintsugi.router.planner.scope.StatementScopes;
import io.kintsugi.router.planner.scope.TextSource;
import io.kintsugi.router.syntax.ColumnReference;
import io.kintsugi.router.syntax.DeleteStatement;
import io.kintsugi.router.syntax.Expression;
import io.kintsugi.router.syntax.FunctionTable;
import io.kintsugi.router.syntax.Statement;
import io.kintsugi.router.syntax.SyntaxWalker;
import io.kintsugi.topology.FunctionRule;
import io.kintsugi.topology.KeyRule;
import io.kintsugi.topology.KeyType;
import io.kintsugi.topology.Keyspace;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** A statement with everything known of its names, keys and functions. Confined to one planning. */
public final class Analysis {
    private final Statement statement;
    private final TextSource source;
    private final NormalizedSql normalized;
    private final RoutingContext context;
    private final StatementScopes scopes;
    private final FunctionCensus functions;
    private final FactReader reader;
    private final Map<Relation, KeyClass> classes = new IdentityHashMap<>();

    public Analysis(
            Statement statement,
            TextSource source,
            NormalizedSql normalized,
            RoutingContext context,
            StatementScopes scopes) {
        this.statement = requireNonNull(statement, "statement");
        this.source = requireNonNull(source, "source");
        this.normalized = requireNonNull(normalized, "normalized");
        this.context = requireNonNull(context, "context");
        this.scopes = requireNonNull(scopes, "scopes");
        this.functions = new FunctionCensus(scopes.functions(), context);
        this.reader = new FactReader(context, scopes);
    }

    public Statement statement() {
        return statement;
    }

    public TextSource source() {
        return source;
    }

    public NormalizedSql normalized() {
        return normalized;
    }

    public RoutingContext context() {
        return context;
    }

    public StatementScopes scopes() {
        return scopes;
    }

    /** Whether a text of the statement may become a date or a time. */
    public boolean dealsWithTimes() {
        return Times.areIn(this);
    }

    public FunctionCensus functions() {
        return functions;
    }

    /** What MySQL is told before the statement where it runs on one shard. */
    public Prelude prelude() {
        return functions.has(FunctionKind.LAST_INSERT_ID)
                ? new Prelude(OptionalLong.empty(), false, true)
                : Prelude.NONE;
    }

    /** The same where it runs on several: then their clocks have to agree too. */
    public Prelude preludeOnSeveral() {
        boolean columns = SqlDialect.of(context).pinsClocks()
                && scopes.changes().stream()
                        .filter(change -> !(change.statement() instanceof DeleteStatement))
                        .anyMatch(change -> ClockColumns.has(change.target()));
        return columns || functions.has(FunctionKind.CLOCK)
                ? new Prelude(OptionalLong.empty(), true, prelude().namesLastInsertId())
                : prelude();
    }

    /** A call of a clock that cannot be made to agree on several servers: one in a view, for instance. */
    public Optional<CalledFunction> unpinnedClock() {
        SqlDialect dialect = SqlDialect.of(context);
        if (dialect.pinsClocks()) {
            return Optional.empty();
        }
        List<Expression> rows = SyntaxWalker.find(statement, FunctionTable.class).stream()
                .map(FunctionTable::call)
                .toList();
        return functions.all(FunctionKind.CLOCK).stream()
                .filter(called -> !called.block().source().isStatement()
                        || rows.contains(called.call())
                        || !dialect.pins(called.call()))
                .findFirst();
    }

    /** The table references of a kind. */
    public List<Relation> tables(RelationKind kind) {
        return scopes.tables().stream().filter(table -> table.kind() == kind).toList();
    }

    /** The references to tables of the application. */
    public List<Relation> logicalTables() {
        return scopes.tables().stream()
                .filter(table -> table.kind().isLogical())
                .toList();
    }

    /** The keyspaces of the tables of the application. */
    public Set<Keyspace> keyspaces() {
        Set<Keyspace> found = new LinkedHashSet<>();
        logicalTables().forEach(table -> found.add(table.keyspace()));
        return found;
    }

    /** What is known of the sharding key of a sharded reference. */
    public KeyClass keyClass(Relation sharded) {
        return classes.computeIfAbsent(sharded, relation -> KeyClasses.of(relation.key(), reader));
    }

    /** What is known of any column. */
    public KeyClass classOf(ColumnNode column) {
        return KeyClasses.of(column, reader);
    }

    /** The shards of a sharded reference, to be read from a text's constants. */
    public ReferenceShards shardsOf(Relation sharded) {
        return shardsOf(sharded, keyClass(sharded).conditions());
    }

    /** The shards of a sharded reference under these conditions on its key. */
    public ReferenceShards shardsOf(Relation sharded, List<KeyCondition> conditions) {
        ColumnNode key = sharded.key();
        KeyRule type = KeyClasses.keyRule(key).orElse(KeyRule.postgreSql(KeyType.TEXT));
        boolean comparable = KeyClasses.keyRule(key).isPresent();
        return new ReferenceShards(
                sharded.describe(),
                key.column(),
                type,
                sharded.keyspace(),
                comparable ? conditions : List.of(),
                sharded.token());
    }

    /** The shards of a declared function's key argument. */
    public Optional<ReferenceShards> shardsOf(CalledFunction called, Keyspace keyspace, KeyRule type) {
        return keyArgument(called)
                .map(argument -> new ReferenceShards(
                        called.call().name().name() + "(…)",
                        "its key argument",
                        type,
                        keyspace,
                        argumentConditions(argument, called, type),
                        called.token()));
    }

    private List<KeyCondition> argumentConditions(Expression argument, CalledFunction called, KeyRule type) {
        List<KeyCondition> conditions = new ArrayList<>();
        if (called.block().source().isStatement()) {
            KeyConstants.of(argument, type).map(KeyCondition.Equal::new).ifPresent(conditions::add);
        }
        keyColumn(called).ifPresent(column -> conditions.addAll(classOf(column).conditions()));
        return conditions;
    }

    /** The column passed as the key argument of a declared function. */
    public Optional<ColumnNode> keyColumn(CalledFunction called) {
        return keyArgument(called)
                .filter(ColumnReference.class::isInstance)
                .flatMap(argument -> Columns.resolve((ColumnReference) argument, called.block()));
    }

    private Optional<Expression> keyArgument(CalledFunction called) {
        List<Expression> arguments = called.call().arguments();
        return FunctionKinds.rule(called.call().name().name(), context)
                .map(FunctionRule::keyArgument)
                .filter(position -> position <= arguments.size())
                .map(position -> arguments.get(position - 1));
    }
}
