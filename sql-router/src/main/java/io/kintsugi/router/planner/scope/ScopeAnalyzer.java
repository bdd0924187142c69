package io.kintsugi.router.planner.scope;

import io.kintsugi.errors.ErrorCode;
import io.kintsugi.errors.ShardException;
import io.kintsugi.router.RoutingContext;
import io.kintsugi.router.lexer.SqlLexer;
import io.kintsugi.router.planner.bind.Refusal;
import io.kintsugi.router.planner.dialect.SqlDialect;
import io.kintsugi.router.schema.FunctionTraits;
import io.kintsugi.router.syntax.ColumnReference;
import io.kintsugi.router.syntax.CommonTable;
import io.kintsugi.router.syntax.ExplicitTable;
import io.kintsugi.router.syntax.Expression;
import io.kintsugi.router.syntax.FieldSelection;
import io.kintsugi.router.syntax.FromItem;
import io.kintsugi.router.syntax.FunctionCall;
import io.kintsugi.router.syntax.Identifier;
import io.kintsugi.router.syntax.ParenthesizedQuery;
import io.kintsugi.router.syntax.Query;
import io.kintsugi.router.syntax.QueryBody;
import io.kintsugi.router.syntax.QueryStatement;
import io.kintsugi.router.syntax.SelectBlock;
import io.kintsugi.router.syntax.SetOperation;
import io.kintsugi.router.syntax.Statement;
import io.kintsugi.router.syntax.StatementParser;
import io.kintsugi.router.syntax.SubqueryExpression;
import io.kintsugi.router.syntax.SubqueryKind;
import io.kintsugi.router.syntax.SyntaxNode;
import io.kintsugi.router.syntax.TableReference;
import io.kintsugi.router.syntax.ValuesRows;
import io.kintsugi.router.syntax.Variable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Walks a statement once and finds every table reference, in every sub-query, member of WITH, leg of a set operation
 * and part of a change, with the scope it stands in. Views are expanded by reading their definitions. Confined to one
 * planning.
 */
public final class ScopeAnalyzer {
    private static final int VIEW_DEPTH_MAX = 16;

    private final RoutingContext context;
    private final SqlLexer lexer;
    private final StatementParser parser;
    private final TextSource source;
    private final StatementScopes scopes;
    private final TableResolver resolver;
    private final SqlDialect dialect;
    private final int depth;
    private final List<NamedColumn> systemColumns;
    /** Names such as {@code o.total}, which PostgreSQL takes for {@code total(o)} where no column is called so. */
    private final List<NamedColumn> attributes;

    private record NamedColumn(ColumnReference reference, Block block) {}

    private ScopeAnalyzer(ScopeAnalyzer outer, TextSource source) {
        this.context = outer.context;
        this.lexer = outer.lexer;
        this.parser = outer.parser;
        this.source = source;
        this.scopes = outer.scopes;
        this.resolver = outer.resolver;
        this.dialect = outer.dialect;
        this.depth = outer.depth + 1;
        this.systemColumns = outer.systemColumns;
        this.attributes = outer.attributes;
    }

    private ScopeAnalyzer(RoutingContext context, SqlLexer lexer, StatementParser parser, TextSource source) {
        this.context = context;
        this.lexer = lexer;
        this.parser = parser;
        this.source = source;
        this.scopes = new StatementScopes();
        this.resolver = new TableResolver(context);
        this.dialect = SqlDialect.of(context);
        this.depth = 0;
        this.systemColumns = new ArrayList<>();
        this.attributes = new ArrayList<>();
    }

    /**
     * What the names of a statement mean.
     *
     * @throws io.kintsugi.router.planner.bind.RefusalException when a table is unknown or a view cannot be expanded
     */
    public static StatementScopes analyze(
            Statement statement, TextSource source, RoutingContext context, SqlLexer lexer, StatementParser parser) {
        ScopeAnalyzer analyzer = new ScopeAnalyzer(context, lexer, parser, source);
        Placement nowhere = new Placement(null, 0, null, null, new WithScope(null));
        analyzer.scopes.top = analyzer.statement(statement, nowhere, false);
        analyzer.findSystemColumn();
        return analyzer.scopes;
    }

    RoutingContext context() {
        return context;
    }

    TextSource source() {
        return source;
    }

    StatementScopes scopes() {
        return scopes;
    }

    /** The block of the statement, or none for a set operation. */
    @Nullable
    Block statement(Statement statement, Placement placement, boolean nested) {
        if (statement instanceof QueryStatement query) {
            query(query.query(), placement);
            return scopes.queryBlocks.get(query.query());
        }
        return new ChangeAnalyzer(this, placement, nested).analyze(statement);
    }

    void query(Query query, Placement placement) {
        query(query, placement, true);
    }

    private void query(Query query, Placement placement, boolean pullable) {
        WithScope with = with(query.with(), query.recursive(), placement);
        Placement inner = placement.with(with);
        boolean whole = query.limit().isEmpty() && query.offset().isEmpty();
        Optional<Block> block = body(query.body(), inner, pullable && whole);
        Block names = block.orElseGet(() -> plain(inner));
        query.orderBy().forEach(item -> walk(item, names, with));
        query.limit().ifPresent(limit -> walk(limit, plain(inner), with));
        query.offset().ifPresent(offset -> walk(offset, plain(inner), with));
        if (!query.locks().isEmpty()) {
            scopes.lockingQueries.add(query);
        }
        block.ifPresent(only -> scopes.queryBlocks.put(query, only));
    }

    /** Analyses the members of a WITH list; each sees those before it, and itself if RECURSIVE. */
    WithScope with(List<CommonTable> members, boolean recursive, Placement placement) {
        if (members.isEmpty()) {
            return placement.with();
        }
        WithScope scope = new WithScope(placement.with());
        if (recursive) {
            members.forEach(member -> scope.define(member.name().name(), recursiveMember(member)));
        }
        for (CommonTable member : members) {
            String name = member.name().name();
            Relation rows = recursive
                    ? scope.find(name).orElseThrow()
                    : new Relation(RelationKind.DERIVED, name, token(member), null);
            Placement place =
                    new Placement(placement.parent(), placement.visible(), placement.container(), rows, scope);
            if (member.statement() instanceof QueryStatement query) {
                query(query.query(), place);
                rows.columns(derivedColumns(rows, member.columns()));
            } else {
                statement(member.statement(), place, true);
                rows.columns(null);
            }
            scope.define(name, rows);
        }
        return scope;
    }

    private Relation recursiveMember(CommonTable member) {
        List<RelationColumn> columns = member.columns().stream()
                .map(column -> new RelationColumn(column.name(), Optional.empty()))
                .toList();
        return new Relation(RelationKind.DERIVED, member.name().name(), token(member), null)
                .columns(columns.isEmpty() ? null : columns);
    }

    private Optional<Block> body(QueryBody body, Placement placement, boolean pullable) {
        return body.accept(new QueryBody.Visitor<>() {
            @Override
            public Optional<Block> visit(SelectBlock node) {
                return Optional.of(select(node, placement, pullable));
            }

            @Override
            public Optional<Block> visit(SetOperation node) {
                body(node.left(), placement, pullable);
                body(node.right(), placement, pullable);
                return Optional.empty();
            }

            @Override
            public Optional<Block> visit(ValuesRows node) {
                values(node, placement);
                return Optional.empty();
            }

            @Override
            public Optional<Block> visit(ExplicitTable node) {
                return Optional.of(select(null, List.of(node.table()), placement, pullable));
            }

            @Override
            public Optional<Block> visit(ParenthesizedQuery node) {
                query(node.query(), placement, pullable);
                return Optional.ofNullable(scopes.queryBlocks.get(node.query()));
            }
        });
    }

    private void values(ValuesRows node, Placement placement) {
        Block block = plain(placement);
        walk(node, block, placement.with());
        block.outputs = Outputs.ofValues(node);
        block.outputsKnown = true;
        register(block, placement, false);
    }

    private Block select(SelectBlock node, Placement placement, boolean pullable) {
        return select(node, node.from(), placement, pullable);
    }

    private Block select(@Nullable SelectBlock node, List<FromItem> from, Placement placement, boolean pullable) {
        Block block = new Block(placement.parent(), placement.visible(), placement.container(), source, node);
        block.from = new FromAnalyzer(this, block, placement.with()).all(from);
        if (node != null) {
            scopes.selectBlocks.put(node, block);
            walkAllButFrom(node, block, placement.with());
            block.grouped |= BlockShape.isGrouped(node, context.schema());
        }
        FactAssigner.assign(block, node == null ? Optional.empty() : node.where(), scopes);
        Outputs.fill(block, context.schema());
        boolean decided = !block.grouped || dialect.groupsDecideColumns(context);
        register(block, placement, pullable && decided && (node == null || BlockShape.passesConditions(node)));
        return block;
    }

    private static void register(Block block, Placement placement, boolean pullable) {
        Relation output = placement.output();
        if (output != null) {
            block.output = output;
            block.pullable = pullable;
            output.bodies.add(block);
        }
    }

    private void walkAllButFrom(SelectBlock node, Block block, WithScope with) {
        for (SyntaxNode child : node.children()) {
            if (!(child instanceof FromItem)) {
                walk(child, block, with);
            }
        }
    }

    /** A scope without names of its own. */
    Block plain(Placement placement) {
        return new Block(placement.parent(), placement.visible(), placement.container(), source, null);
    }

    /** Visits everything below an expression: sub-queries, function calls and system columns. */
    void walk(SyntaxNode node, Block block, WithScope with) {
        if (node instanceof SubqueryExpression subquery) {
            subquery.left().ifPresent(left -> walk(left, block, with));
            subquery(subquery, block, with);
            return;
        }
        if (node instanceof Query query) {
            query(query, Placement.inside(block, null, with));
            return;
        }
        if (node instanceof FunctionCall call) {
            scopes.functions.add(new CalledFunction(call, block));
            if (BlockShape.isAggregate(call, context.schema())) {
                AggregateOwner.of(call, block).grouped = true;
            }
        }
        if (node instanceof ColumnReference reference) {
            column(reference, block);
        }
        if (node instanceof Variable variable) {
            scopes.variables.add(new NamedVariable(
                    variable, source.statementToken(variable.span().first())));
        }
        if (node instanceof FieldSelection selection) {
            selection
                    .field()
                    .filter(field -> isOwn(field.name()))
                    .ifPresent(field -> scopes.attributeCallToken = token(field));
        }
        node.children().forEach(child -> walk(child, block, with));
    }

    private void column(ColumnReference reference, Block block) {
        if (dialect.systemColumns().contains(reference.column())) {
            systemColumns.add(new NamedColumn(reference, block));
        } else if (reference.parts().size() > 1 && isOwn(reference.column())) {
            attributes.add(new NamedColumn(reference, block));
        }
    }

    /** Whether the user has a function of that name. */
    private boolean isOwn(String name) {
        return dialect.callsFunctionsByField()
                && context.schema()
                        .function(name)
                        .filter(FunctionTraits::userDefined)
                        .isPresent();
    }

    private void subquery(SubqueryExpression subquery, Block block, WithScope with) {
        if (subquery.kind() != SubqueryKind.IN) {
            query(subquery.query(), Placement.inside(block, null, with));
            return;
        }
        Relation rows = new Relation(RelationKind.DERIVED, "", token(subquery), null);
        query(subquery.query(), Placement.inside(block, rows, with));
        rows.columns(derivedColumns(rows, List.of()));
        scopes.memberQueries.put(subquery, rows);
    }

    /** The relation of a table's name: a member of WITH, a view with its body, or a table. */
    Relation table(TableReference node, Block block, WithScope with) {
        String visible = node.alias().map(Identifier::name).orElse(node.name().name());
        Optional<Relation> common = node.name().qualifier().isPresent()
                ? Optional.empty()
                : with.find(node.name().name());
        if (common.isPresent()) {
            return common(common.get(), visible, node, block);
        }
        Relation relation = resolver.resolve(node.name(), visible, token(node), block);
        if (relation.kind() == RelationKind.DERIVED) {
            expandView(relation, node, block);
        } else {
            scopes.tables.add(relation);
        }
        if (!node.columnAliases().isEmpty()) {
            relation.columns(null);
        }
        return relation;
    }

    private Relation common(Relation member, String visible, TableReference node, Block block) {
        Relation relation = new Relation(RelationKind.DERIVED, visible, token(node), block);
        // Under other names here they are not known: one may have the name of another.
        relation.columns(node.columnAliases().isEmpty() ? member.columns().orElse(null) : null);
        relation.common = member;
        member.referrers.add(relation);
        return relation;
    }

    private void expandView(Relation view, TableReference node, Block block) {
        scopes.viewsExpanded = true;
        if (depth >= VIEW_DEPTH_MAX) {
            throw unexpandable(view, node, "it is nested more than " + VIEW_DEPTH_MAX + " views deep")
                    .thrown();
        }
        String definition =
                view.table().flatMap(table -> table.viewDefinition()).orElseThrow();
        try {
            TextSource text = new TextSource(lexer.lex(definition), token(node));
            Statement statement = parser.parse(text.sql());
            Placement place = new Placement(null, 0, block, view, new WithScope(null));
            new ScopeAnalyzer(this, text).statement(statement, place, true);
            nameColumns(view);
        } catch (ShardException notUnderstood) {
            throw unexpandable(view, node, "its definition is not understood").thrown();
        }
    }

    /** The catalog names a view's columns; where it does not, its query does. */
    private void nameColumns(Relation view) {
        List<RelationColumn> returned = derivedColumns(view, List.of());
        int named = view.columns().map(List::size).orElse(0);
        if (named == 0 || returned == null || returned.size() != named) {
            view.columns(named == 0 ? returned : null);
        }
    }

    private Refusal unexpandable(Relation view, TableReference node, String why) {
        return new Refusal(
                ErrorCode.UNSUPPORTED_STATEMENT,
                "View " + view.visibleName() + " cannot be expanded for routing: " + why,
                "Query the tables behind the view directly.",
                token(node));
    }

    /** The columns of a derived relation under their aliases; null when they are not known. */
    @Nullable
    List<RelationColumn> derivedColumns(Relation relation, List<Identifier> aliases) {
        return Outputs.columns(relation.bodies, aliases);
    }

    private void findSystemColumn() {
        scopes.systemColumnToken = firstUnknown(systemColumns, scopes.systemColumnToken);
        scopes.attributeCallToken = firstUnknown(attributes, scopes.attributeCallToken);
    }

    /** The token of the first name that is no ordinary column. */
    private static int firstUnknown(List<NamedColumn> columns, int known) {
        for (NamedColumn column : columns) {
            if (known < 0 && Columns.resolve(column.reference(), column.block()).isEmpty()) {
                int last = column.reference().span().end() - 1;
                return column.block().source().statementToken(last);
            }
        }
        return known;
    }

    int token(SyntaxNode node) {
        return source.statementToken(node.span().first());
    }

    /** A walk over several expressions. */
    void walkAll(List<? extends SyntaxNode> nodes, Block block, WithScope with) {
        nodes.forEach(node -> walk(node, block, with));
    }

    /** A walk over an optional expression. */
    void walkIf(Optional<Expression> node, Block block, WithScope with) {
        node.ifPresent(expression -> walk(expression, block, with));
    }
}
