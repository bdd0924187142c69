package io.kintsugi.node.probe;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a healthy node told.
 *
 * @param replayLagMillis on a replica: 0 when all received log is replayed and the stream is up, else the age of the
 * last
 *     replayed commit; empty on a primary and where nothing was replayed yet
 * @param streaming on a replica: whether it receives from a primary now. A replica that is cut off has replayed all it
 *     received, so a lag is worth nothing without this
 * @param replicas on a primary: who receives from it
 * @param guard empty where the database has no guard row or the role may not read it
 */
public record NodeFacts(
        NodeRole role,
        String serverVersion,
        OptionalLong replayLagMillis,
        Optional<Boolean> streaming,
        List<ReplicaLink> replicas,
        Optional<GuardFacts> guard) {
    public NodeFacts {
        requireNonNull(role, "role");
        requireNonNull(serverVersion, "serverVersion");
        requireNonNull(replayLagMillis, "replayLagMillis");
        requireNonNull(streaming, "streaming");
        replicas = List.copyOf(replicas);
        requireNonNull(guard, "guard");
    }
}
