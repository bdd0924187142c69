package io.kintsugi.node.probe;

import static java.util.Objects.requireNonNull;

import java.util.OptionalLong;

/**
 * One replica as its primary sees it.
 *
 * @param applicationName the name under which the replica connects
 * @param state such as {@code streaming} or {@code catchup}; empty where the role may not see it
 * @param syncState {@code sync}, {@code quorum}, {@code potential} or {@code async}; in MySQL {@code semi-sync}, which
 *     does not tell whose acknowledgement counts; empty where unknown
 * @param replayLagBytes log written by the primary and not yet replayed; empty where unknown
 */
public record ReplicaLink(String applicationName, String state, String syncState, OptionalLong replayLagBytes) {
    static final String SEMI_SYNCHRONOUS = "semi-sync";

    public ReplicaLink {
        requireNonNull(applicationName, "applicationName");
        requireNonNull(state, "state");
        requireNonNull(syncState, "syncState");
        requireNonNull(replayLagBytes, "replayLagBytes");
    }

    /** True where a commit may wait for this replica's acknowledgement. */
    public boolean isSynchronous() {
        return syncState.equals("sync") || syncState.equals("quorum") || syncState.equals(SEMI_SYNCHRONOUS);
    }
}
