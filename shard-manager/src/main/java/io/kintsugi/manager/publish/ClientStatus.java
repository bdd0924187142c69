package io.kintsugi.manager.publish;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/** A client of the topology: the version it applied last, where it came from, when it was heard first and last. */
public record ClientStatus(String id, long version, String address, Instant firstSeen, Instant lastSeen) {
    public ClientStatus {
        requireNonNull(id, "id");
        requireNonNull(address, "address");
        requireNonNull(firstSeen, "firstSeen");
        requireNonNull(lastSeen, "lastSeen");
    }
}
