package io.kintsugi.topology.remote;

import static java.util.Objects.requireNonNull;

import io.kintsugi.errors.ErrorCode;
import io.kintsugi.errors.ShardException;
import io.kintsugi.topology.Secret;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * How a client follows its managers.
 *
 * @param endpoints tried in this order
 * @param cluster the cluster that is expected there
 * @param clientId the name under which it acknowledges: letters, digits, dot, underscore, hyphen, up to 64
 * @param token what the managers demand; empty: nothing
 * @param folder where the last topology is kept; empty: nowhere
 */
public record RemoteOptions(
        List<ManagerEndpoint> endpoints,
        String cluster,
        String clientId,
        Optional<Secret> token,
        Optional<Path> folder,
        RemoteLimits limits) {
    private static final Pattern CLIENT_ID = Pattern.compile("[A-Za-z0-9._-]{1,64}");
    private static final int RANDOM_CHARACTERS = 12;

    public RemoteOptions {
        endpoints = List.copyOf(endpoints);
        requireNonNull(cluster, "cluster");
        requireNonNull(clientId, "clientId");
        requireNonNull(token, "token");
        requireNonNull(folder, "folder");
        requireNonNull(limits, "limits");
        if (endpoints.isEmpty()) {
            throw new ShardException(ErrorCode.INVALID_URL, "No manager is named.");
        }
        if (!CLIENT_ID.matcher(clientId).matches()) {
            throw new ShardException(
                    ErrorCode.INVALID_PROPERTY,
                    "The client id '" + clientId + "' is not made of 1 to 64 letters, digits, '.', '_' and '-'.");
        }
    }

    /** No token, no folder, a random client id and the default limits. */
    public static RemoteOptions of(String cluster, List<ManagerEndpoint> endpoints) {
        String id = "client-" + UUID.randomUUID().toString().replace("-", "").substring(0, RANDOM_CHARACTERS);
        return new RemoteOptions(endpoints, cluster, id, Optional.empty(), Optional.empty(), RemoteLimits.defaults());
    }

    public RemoteOptions withClientId(String id) {
        return new RemoteOptions(endpoints, cluster, id, token, folder, limits);
    }

    public RemoteOptions withToken(Secret secret) {
        return new RemoteOptions(endpoints, cluster, clientId, Optional.of(secret), folder, limits);
    }

    public RemoteOptions withFolder(Path path) {
        return new RemoteOptions(endpoints, cluster, clientId, token, Optional.of(path), limits);
    }

    public RemoteOptions withLimits(RemoteLimits other) {
        return new RemoteOptions(endpoints, cluster, clientId, token, folder, other);
    }
}
