package io.kintsugi.manager.publish;

import static java.util.Objects.requireNonNull;

import io.kintsugi.errors.ErrorCode;
import io.kintsugi.errors.ShardException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Who has acknowledged which version, as far as heard lately. Thread-safe: one lock around a bounded map. */
public final class ClientRegistry {
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    private final int clientsMax;
    private final Duration expiry;
    private final Clock clock;
    private final Map<String, ClientStatus> clients = new HashMap<>();

    public ClientRegistry(int clientsMax, Duration expiry, Clock clock) {
        this.clientsMax = clientsMax;
        this.expiry = requireNonNull(expiry, "expiry");
        this.clock = requireNonNull(clock, "clock");
    }

    /** INVALID_ARGUMENT for a bad id or version; LIMIT_REACHED for a new client where there are too many. */
    public ClientStatus acknowledge(String id, long version, String address) {
        if (!ID.matcher(id).matches() || version < 1) {
            throw new ShardException(
                    ErrorCode.INVALID_ARGUMENT,
                    "A client acknowledges a version from 1 on, under a name of 1 to 64 letters, digits, '.', '_' and '-'.");
        }
        return put(id, version, address);
    }

    private synchronized ClientStatus put(String id, long version, String address) {
        Instant now = clock.instant();
        if (!clients.containsKey(id) && clients.size() >= clientsMax) {
            forgetBefore(now.minus(expiry));
            requireRoom();
        }
        ClientStatus known = clients.get(id);
        ClientStatus status = new ClientStatus(id, version, address, known == null ? now : known.firstSeen(), now);
        clients.put(id, status);
        return status;
    }

    private void requireRoom() {
        if (clients.size() >= clientsMax) {
            throw new ShardException(
                    ErrorCode.LIMIT_REACHED, "The manager already remembers clientsMax = " + clientsMax + " clients.");
        }
    }

    /** Those heard of lately, by name. */
    public synchronized List<ClientStatus> clients() {
        forgetBefore(clock.instant().minus(expiry));
        return clients.values().stream()
                .sorted(Comparator.comparing(ClientStatus::id))
                .toList();
    }

    private void forgetBefore(Instant time) {
        clients.values().removeIf(client -> client.lastSeen().isBefore(time));
    }
}
