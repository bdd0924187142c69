package io.kintsugi.topology.remote;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * How a client stands to its managers.
 *
 * @param version of the topology in use
 * @param endpoint the manager that answered last; empty: none did since the start
 * @param isConnected whether the latest request was answered
 * @param lastError the latest failure, also after it has passed
 */
public record RemoteStatus(
        long version, Optional<ManagerEndpoint> endpoint, boolean isConnected, Optional<String> lastError) {
    public RemoteStatus {
        requireNonNull(endpoint, "endpoint");
        requireNonNull(lastError, "lastError");
    }
}
