package io.kintsugi.node;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A recorded schema change.
 *
 * @param number its place in the order of all jobs
 * @param id a random UUID that the nodes' marks carry
 * @param searchPath the search_path under which the statement was given
 * @param settings what else its meaning depends on; empty when it was recorded without them, by an older version
 * @param client who gave it
 * @param error why it failed or stopped
 * @param steps one for each replica set, in the order they are changed
 */
public record DdlJob(
        long number,
        String id,
        String statement,
        String searchPath,
        Map<String, String> settings,
        String kind,
        State state,
        String client,
        Instant startedAt,
        Optional<String> error,
        List<Step> steps) {
    /** Where a job is. */
    public enum State {
        RUNNING,
        DONE,
        /** It changed nothing anywhere. */
        FAILED,
        /** A person gave it up half done. */
        ABANDONED
    }

    /** One replica set's part, by its guard name. */
    public record Step(int ordinal, String shard, StepState state, Optional<String> error) {
        public Step {
            Objects.requireNonNull(shard, "shard");
            Objects.requireNonNull(state, "state");
            Objects.requireNonNull(error, "error");
        }
    }

    /** Where a step is; only the mark in the node itself is certain. */
    public enum StepState {
        PENDING,
        DONE,
        FAILED
    }

    public DdlJob {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(statement, "statement");
        Objects.requireNonNull(searchPath, "searchPath");
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(client, "client");
        Objects.requireNonNull(startedAt, "startedAt");
        Objects.requireNonNull(error, "error");
        settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
        steps = List.copyOf(steps);
    }
}
