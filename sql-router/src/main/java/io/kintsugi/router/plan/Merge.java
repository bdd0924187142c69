package io.kintsugi.router.plan;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How the rows of several shards become one result.
 *
 * <p>The first {@code columns.size()} columns that the shards return carry the names and types of the visible columns,
 * so the merged result takes its metadata from them (an {@code avg(x)} stays in its place, unread, for that reason);
 * hidden columns follow.
 *
 * @param kind concatenation, ordered merge of sorted streams, or grouping of partial aggregates
 * @param groupKeys for {@link Kind#GROUP}: indexes of the group key columns in the shards' rows, with how they compare
 *     equal; empty for a global aggregate, which yields exactly one row
 * @param columns the visible columns, in order; hidden columns the shards also return appear in none of them
 * @param order for {@link Kind#ORDERED}: keys over the shards' columns, by which each shard's stream is sorted already;
 *     for {@link Kind#GROUP}: keys over the positions of the visible columns, continued by {@code furtherColumns},
 *     sorted after grouping
 * @param distinct for {@link Kind#CONCAT} and {@link Kind#ORDERED}: drop rows equal in all visible columns
 * @param distinctKeys how each visible column compares equal when {@code distinct}; empty otherwise
 * @param offset rows to drop after merging
 * @param limit rows to return after {@code offset}; empty = all
 * @param shardColumns how many columns each shard must return, hidden ones included; another number means that the
 *     table changed after planning, and column indexes would point at the wrong values: RESULT_SHAPE_MISMATCH
 * @param furtherColumns for {@link Kind#GROUP}: columns that the application does not see: to sort by, such as the
 *     weights of a text, or to compute others from
 * @param having for {@link Kind#GROUP}: what must be true of a group that is returned
 * @param tiesMax up to how many rows are returned where further ones are equal in {@code order} to the last one within
 *     {@code limit}; empty where such ones are not returned
 * @param arrival for {@link Kind#GROUP}: how the shards sort, where groups need not be held until all rows are in
 */
public record Merge(
        Kind kind,
        List<GroupKey> groupKeys,
        List<OutputColumn> columns,
        List<SortKey> order,
        boolean distinct,
        List<Comparison> distinctKeys,
        long offset,
        OptionalLong limit,
        int shardColumns,
        List<OutputColumn> furtherColumns,
        Optional<ValueExpression> having,
        OptionalLong tiesMax,
        Optional<Arrival> arrival) {

    /** The three ways of merging. */
    public enum Kind {
        CONCAT,
        ORDERED,
        GROUP
    }

    /** A group key: 0-based column of the shards' rows and its equality. */
    public record GroupKey(int column, Comparison comparison) {
        public GroupKey {
            Objects.requireNonNull(comparison, "comparison");
        }
    }

    public Merge {
        Objects.requireNonNull(kind, "kind");
        groupKeys = List.copyOf(groupKeys);
        columns = List.copyOf(columns);
        order = List.copyOf(order);
        distinctKeys = List.copyOf(distinctKeys);
        Objects.requireNonNull(limit, "limit");
        furtherColumns = List.copyOf(furtherColumns);
        Objects.requireNonNull(having, "having");
        Objects.requireNonNull(tiesMax, "tiesMax");
        Objects.requireNonNull(arrival, "arrival");
    }

    /** A merge that sorts by visible columns. */
    public Merge(
            Kind kind,
            List<GroupKey> groupKeys,
            List<OutputColumn> columns,
            List<SortKey> order,
            boolean distinct,
            List<Comparison> distinctKeys,
            long offset,
            OptionalLong limit,
            int shardColumns) {
        this(
                kind,
                groupKeys,
                columns,
                order,
                distinct,
                distinctKeys,
                offset,
                limit,
                shardColumns,
                List.of(),
                Optional.empty(),
                OptionalLong.empty(),
                Optional.empty());
    }

    /** The same merge of shards that sort, or that do not. */
    public Merge arriving(Optional<Arrival> newArrival) {
        return new Merge(
                kind,
                groupKeys,
                columns,
                order,
                distinct,
                distinctKeys,
                offset,
                limit,
                shardColumns,
                furtherColumns,
                having,
                tiesMax,
                newArrival);
    }

    /** Whether rows that tie with the last one are returned too. */
    public boolean withTies() {
        return tiesMax.isPresent();
    }

    /** The same merge, which also returns what ties with the last row, up to so many rows in all; groups are held. */
    public Merge returningTies(long most) {
        return new Merge(
                kind,
                groupKeys,
                columns,
                order,
                distinct,
                distinctKeys,
                offset,
                limit,
                shardColumns,
                furtherColumns,
                having,
                OptionalLong.of(most),
                Optional.empty());
    }

    /** The same merge of other rows: {@code offset} dropped, at most {@code limit} returned. */
    public Merge window(long newOffset, OptionalLong newLimit) {
        return new Merge(
                kind,
                groupKeys,
                columns,
                order,
                distinct,
                distinctKeys,
                newOffset,
                newLimit,
                shardColumns,
                furtherColumns,
                having,
                tiesMax,
                arrival);
    }
}
