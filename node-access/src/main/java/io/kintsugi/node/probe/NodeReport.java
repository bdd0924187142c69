package io.kintsugi.node.probe;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * One look at one node.
 *
 * @param time when the look ended
 * @param elapsed how long it took
 * @param facts present when the probe reached {@link ProbeLevel#FACTS}
 * @param failure present when something stopped it on the way
 */
public record NodeReport(
        String node,
        Instant time,
        Duration elapsed,
        ProbeLevel reached,
        Optional<NodeFacts> facts,
        Optional<ProbeFailure> failure) {
    public NodeReport {
        requireNonNull(node, "node");
        requireNonNull(time, "time");
        requireNonNull(elapsed, "elapsed");
        requireNonNull(reached, "reached");
        requireNonNull(facts, "facts");
        requireNonNull(failure, "failure");
    }
}
