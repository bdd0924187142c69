package io.kintsugi.router.planner.scope;

import io.kintsugi.router.syntax.Query;
import io.kintsugi.router.syntax.SelectBlock;
import io.kintsugi.router.syntax.SubqueryExpression;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Everything the names of one statement mean. Filled in by {@link ScopeAnalyzer}; confined to one planning. */
public final class StatementScopes {
    final List<Relation> tables = new ArrayList<>();
    final List<CalledFunction> functions = new ArrayList<>();
    final List<NamedVariable> variables = new ArrayList<>();
    final List<Query> lockingQueries = new ArrayList<>();
    final Map<Query, Block> queryBlocks = new IdentityHashMap<>();

    /** For each SELECT its block. */
    final Map<SelectBlock, Block> selectBlocks = new IdentityHashMap<>();

    final List<Change> changes = new ArrayList<>();
    /** For each IN sub-query the relation of its rows. */
    final Map<SubqueryExpression, Relation> memberQueries = new IdentityHashMap<>();

    /** For the target of INSERT … SELECT the rows of its query. */
    final Map<Relation, Relation> insertedRows = new IdentityHashMap<>();

    boolean viewsExpanded;
    int systemColumnToken = -1;
    int attributeCallToken = -1;

    @Nullable
    Block top;

    /** Every reference to a table, wherever it stands; members of WITH and sub-queries are not tables. */
    public List<Relation> tables() {
        return List.copyOf(tables);
    }

    /** Whether any reference is a view, whose definition was read. */
    public boolean readsViews() {
        return viewsExpanded;
    }

    /** Every function call, wherever it stands. */
    public List<CalledFunction> functions() {
        return List.copyOf(functions);
    }

    /** Every variable of MySQL, wherever it stands. */
    public List<NamedVariable> variables() {
        return List.copyOf(variables);
    }

    /** The queries with a locking clause. */
    public List<Query> lockingQueries() {
        return List.copyOf(lockingQueries);
    }

    /** The block of a query whose body is a single SELECT. */
    public Optional<Block> blockOf(Query query) {
        return Optional.ofNullable(queryBlocks.get(query));
    }

    /** The block of a SELECT. */
    public Optional<Block> blockOf(SelectBlock select) {
        return Optional.ofNullable(selectBlocks.get(select));
    }

    /** Every change, the statement's own first. */
    public List<Change> changes() {
        return List.copyOf(changes);
    }

    /** The statement's token of a system column such as {@code ctid}; negative when there is none. */
    public int systemColumnToken() {
        return systemColumnToken;
    }

    /**
     * The statement's token of a function of the user's called as {@code row.function}; negative when there is none.
     */
    public int attributeCallToken() {
        return attributeCallToken;
    }

    /** The rows an INSERT … SELECT takes from its query, by target. */
    public Optional<Relation> rowsInsertedInto(Relation target) {
        return Optional.ofNullable(insertedRows.get(target));
    }

    /** The outermost block; empty for a set operation or bare VALUES. */
    public Optional<Block> top() {
        return Optional.ofNullable(top);
    }
}
