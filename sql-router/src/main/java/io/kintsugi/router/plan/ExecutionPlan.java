package io.kintsugi.router.plan;

import io.kintsugi.router.syntax.DdlStatement;
import io.kintsugi.router.syntax.MySqlCommand;
import io.kintsugi.router.syntax.SettingCommand;
import io.kintsugi.router.syntax.TransactionCommand;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** What to do with one statement whose parameters are known. Executed by the engine; immutable. */
public sealed interface ExecutionPlan {

    /** Why this plan and not a better one; what {@code EXPLAIN (ROUTE)} prints. */
    RouteExplanation explanation();

    <R> R accept(Visitor<R> visitor);

    /**
     * The original text, verbatim or with generated ids spliced in, on one shard.
     *
     * @param sessionBound whether its effect stays with the server's session (temporary tables, locks, variables), so
     *     that this session must keep the connection, and nobody may get it as it is
     */
    record SingleShard(ShardSql sql, boolean write, boolean sessionBound, RouteExplanation explanation)
            implements ExecutionPlan {
        public SingleShard {
            Objects.requireNonNull(sql, "sql");
        }

        /** Of a statement that leaves nothing but rows behind. */
        public SingleShard(ShardSql sql, boolean write, RouteExplanation explanation) {
            this(sql, write, false, explanation);
        }

        /** The same of a statement whose effect stays with the server's session. */
        public SingleShard bound() {
            return sessionBound ? this : new SingleShard(sql, write, true, explanation.sessionBound());
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.singleShard(this);
        }
    }

    /** Any one of the candidates gives the same answer (reference tables, constants); prefer one already joined. */
    record AnyShard(List<ShardSql> candidates, RouteExplanation explanation) implements ExecutionPlan {
        public AnyShard {
            candidates = List.copyOf(candidates);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.anyShard(this);
        }
    }

    /**
     * Rows of several shards, merged as streams.
     *
     * @param fewRows how many rows are expected at most; they may then be fetched at once. Empty: nobody knows
     * @param sessionBound as of {@link SingleShard}, on each of the shards
     */
    record ScatterRead(
            List<ShardSql> statements,
            Merge merge,
            OptionalLong fewRows,
            boolean sessionBound,
            RouteExplanation explanation)
            implements ExecutionPlan {
        public ScatterRead {
            statements = List.copyOf(statements);
            Objects.requireNonNull(merge, "merge");
            Objects.requireNonNull(fewRows, "fewRows");
        }

        /** Of a statement that leaves nothing behind. */
        public ScatterRead(List<ShardSql> statements, Merge merge, OptionalLong fewRows, RouteExplanation explanation) {
            this(statements, merge, fewRows, false, explanation);
        }

        /** Of as many rows as there are. */
        public ScatterRead(List<ShardSql> statements, Merge merge, RouteExplanation explanation) {
            this(statements, merge, OptionalLong.empty(), explanation);
        }

        /** The same of a statement whose effect stays with the servers' sessions. */
        public ScatterRead bound() {
            return new ScatterRead(statements, merge, fewRows, true, explanation.sessionBound());
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.scatterRead(this);
        }
    }

    /**
     * A query that no shard can finish: rows of its tables are pulled, and a database that has none of them finishes
     * it. Where they are few, members of WITH stand for the tables; else they are put into the real tables of a
     * database that is leased for it, in a transaction that is never committed.
     *
     * @param pull rows of two columns: the 0-based number of a table, and one of its rows as text
     * @param turns the same rows one after the other, fewer of them; empty where nothing is to be gained
     * @param tables those that are pulled, by their numbers
     * @param members what runs where members of WITH stand for the tables: its parameters 1 to {@code tables.size()}
     *     take the rows of each table, and {@code tables.size() + n} is the statement's parameter {@code n}; empty
     *     where members cannot stand for them
     * @param leases whether there are databases that can be leased
     * @param original the statement as it is: what a leased database runs
     */
    record Workbench(
            ScatterRead pull,
            List<PullTurn> turns,
            List<WorkbenchTable> tables,
            Optional<ShardSql> members,
            boolean leases,
            ShardSql original,
            RouteExplanation explanation)
            implements ExecutionPlan {
        public Workbench {
            Objects.requireNonNull(pull, "pull");
            turns = List.copyOf(turns);
            tables = List.copyOf(tables);
            Objects.requireNonNull(members, "members");
            Objects.requireNonNull(original, "original");
            if (members.isEmpty() && !leases) {
                throw new IllegalStateException("a query without a way to finish it");
            }
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.workbench(this);
        }
    }

    /**
     * A write on several shards. Update counts add up when {@link #counting} is {@code SUM}; a reference table is
     * written on every shard and the count and any RETURNING rows are those of one of them ({@code ONE}).
     *
     * @param sessionBound as of {@link SingleShard}, on each of the shards
     */
    record ScatterWrite(
            List<ShardSql> statements,
            Counting counting,
            boolean returnsRows,
            boolean sessionBound,
            RouteExplanation explanation)
            implements ExecutionPlan {
        /** How the shards' update counts (and RETURNING rows) become one. */
        public enum Counting {
            SUM,
            ONE
        }

        public ScatterWrite {
            statements = List.copyOf(statements);
            Objects.requireNonNull(counting, "counting");
        }

        /** Of a statement that leaves nothing but rows behind. */
        public ScatterWrite(
                List<ShardSql> statements, Counting counting, boolean returnsRows, RouteExplanation explanation) {
            this(statements, counting, returnsRows, false, explanation);
        }

        /** The same of a statement whose effect stays with the servers' sessions. */
        public ScatterWrite bound() {
            return new ScatterWrite(statements, counting, returnsRows, true, explanation.sessionBound());
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.scatterWrite(this);
        }
    }

    /**
     * A multi-row INSERT split by row. {@code rowOrdinals.get(k)} lists, for statement {@code k}, the 0-based positions
     * of its rows in the original VALUES list, so that RETURNING rows and generated keys come back in statement order.
     *
     * @param generatedIds of MySQL: ids that stand in the texts and that one server would have generated, in statement
     *     order; the servers take them for given ones
     * @param sessionBound as of {@link SingleShard}, on each of the shards
     */
    record SplitInsert(
            List<ShardSql> statements,
            List<List<Integer>> rowOrdinals,
            boolean returnsRows,
            List<Long> generatedIds,
            boolean sessionBound,
            RouteExplanation explanation)
            implements ExecutionPlan {
        /** One whose servers generate nothing, or say themselves what. */
        public SplitInsert(
                List<ShardSql> statements,
                List<List<Integer>> rowOrdinals,
                boolean returnsRows,
                RouteExplanation explanation) {
            this(statements, rowOrdinals, returnsRows, List.of(), explanation);
        }

        /** One that leaves nothing but rows behind. */
        public SplitInsert(
                List<ShardSql> statements,
                List<List<Integer>> rowOrdinals,
                boolean returnsRows,
                List<Long> generatedIds,
                RouteExplanation explanation) {
            this(statements, rowOrdinals, returnsRows, generatedIds, false, explanation);
        }

        public SplitInsert {
            generatedIds = List.copyOf(generatedIds);
            statements = List.copyOf(statements);
            rowOrdinals = rowOrdinals.stream().map(List::copyOf).toList();
        }

        /** The same of a statement whose effect stays with the servers' sessions. */
        public SplitInsert bound() {
            return new SplitInsert(
                    statements, rowOrdinals, returnsRows, generatedIds, true, explanation.sessionBound());
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.splitInsert(this);
        }
    }

    /**
     * A write that looks beyond a shard, in steps: rows are read wherever they are, then written by key. All of it is
     * one transaction; what is written may lie on several shards.
     *
     * @param writes what is done for each row, in this order
     * @param guards what has to hold, or the statement is undone
     * @param prelude what MySQL is told before each step
     */
    record ReadThenWrite(
            Reading reading,
            List<RowWrite> writes,
            boolean returnsRows,
            Set<Guard> guards,
            Prelude prelude,
            RouteExplanation explanation)
            implements ExecutionPlan {
        /** What only the run can tell. */
        public enum Guard {
            /** Each row is still what was read when it is written; else somebody changed it: SQLSTATE 40001. */
            UNCHANGED_ROWS,
            /** No foreign key of another table deletes or changes rows along with the row that moves. */
            NO_REFERENTIAL_ACTIONS
        }

        public ReadThenWrite {
            Objects.requireNonNull(reading, "reading");
            writes = List.copyOf(writes);
            guards = Set.copyOf(guards);
            Objects.requireNonNull(prelude, "prelude");
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.readThenWrite(this);
        }
    }

    /**
     * A statement about system relations only: goes unparsed to the catalog.
     *
     * @param sessionBound as of {@link SingleShard}: session locks and subscriptions
     */
    record Catalog(ShardSql sql, boolean sessionBound, RouteExplanation explanation) implements ExecutionPlan {
        public Catalog {
            Objects.requireNonNull(sql, "sql");
        }

        /** Of a statement that leaves nothing behind. */
        public Catalog(ShardSql sql, RouteExplanation explanation) {
            this(sql, false, explanation);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.catalog(this);
        }
    }

    /** BEGIN, COMMIT, SAVEPOINT and their kin, said in SQL. */
    record Transaction(TransactionCommand command, RouteExplanation explanation) implements ExecutionPlan {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.transaction(this);
        }
    }

    /** SET, SHOW, RESET and their kin: state of the session, kept by the engine and replayed on shards that join. */
    record Session(SettingCommand command, String text, RouteExplanation explanation) implements ExecutionPlan {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.session(this);
        }
    }

    /**
     * A command of MySQL about the session: SET in all forms, USE, SHOW WARNINGS and what else a connection keeps.
     * Kept by the engine and replayed on shards that join.
     */
    record Command(MySqlCommand command, String text, RouteExplanation explanation) implements ExecutionPlan {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.command(this);
        }
    }

    /** A schema change: a recorded job over the catalog and {@code shards}, in this order. */
    record Ddl(DdlStatement statement, String text, List<ShardId> shards, RouteExplanation explanation)
            implements ExecutionPlan {
        public Ddl {
            shards = List.copyOf(shards);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.ddl(this);
        }
    }

    /**
     * {@code EXPLAIN (ROUTE) inner}: the lines to show.
     *
     * @param analyze whether {@code inner} is executed, and what is measured of it shown; else it is not executed
     * @param estimates whether servers are asked how many rows they expect to return
     */
    record ExplainRoute(
            ExecutionPlan inner, List<String> lines, boolean analyze, boolean estimates, RouteExplanation explanation)
            implements ExecutionPlan {
        public ExplainRoute {
            lines = List.copyOf(lines);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.explainRoute(this);
        }
    }

    /** One method a kind, so that a new kind is a compile error where it is not handled. */
    interface Visitor<R> {
        R singleShard(SingleShard plan);

        R anyShard(AnyShard plan);

        R scatterRead(ScatterRead plan);

        R workbench(Workbench plan);

        R scatterWrite(ScatterWrite plan);

        R splitInsert(SplitInsert plan);

        R readThenWrite(ReadThenWrite plan);

        R catalog(Catalog plan);

        R transaction(Transaction plan);

        R session(Session plan);

        R command(Command plan);

        R ddl(Ddl plan);

        R explainRoute(ExplainRoute plan);
    }
}
