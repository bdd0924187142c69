package io.kintsugi.router.plan;

import java.util.List;

/**
 * How the shards sort rows that are grouped, so that the merge needs to hold one group at a time.
 *
 * @param keys over the shards' columns: those of the groups, then what aggregates of DISTINCT values tell apart
 * @param isFinal whether groups that are complete can be returned at once; else they are sorted when all are in
 */
public record Arrival(List<SortKey> keys, boolean isFinal) {
    public Arrival {
        keys = List.copyOf(keys);
    }
}
