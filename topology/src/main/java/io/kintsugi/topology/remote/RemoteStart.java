package io.kintsugi.topology.remote;

import io.kintsugi.errors.ErrorCode;
import io.kintsugi.errors.ShardException;
import io.kintsugi.topology.Topology;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Finds the first topology: at a manager, else on disk. Used once, by the thread that starts a client. */
final class RemoteStart {
    /** The first topology, the place in the list of the manager it came from, and what failed before it was found. */
    record Found(Topology topology, Optional<Integer> endpoint, Optional<String> error) {}

    private final RemoteOptions options;
    private final ManagerClient client;
    private final Optional<DiskCopy> disk;
    private final List<String> errors = new ArrayList<>();

    RemoteStart(RemoteOptions options, ManagerClient client, Optional<DiskCopy> disk) {
        this.options = options;
        this.client = client;
        this.disk = disk;
    }

    Found find() {
        Optional<Found> served = fromManagers();
        Optional<Topology> kept = fromDisk();
        if (served.isPresent() && !isNewer(kept, served.get())) {
            served.get().endpoint().ifPresent(ignored -> keep(served.get().topology()));
            return new Found(served.get().topology(), served.get().endpoint(), error());
        }
        if (kept.isPresent()) {
            served.ifPresent(found -> errors.add(behind(found.topology(), kept.get())));
            return new Found(kept.get(), Optional.empty(), error());
        }
        throw unreachable();
    }

    private static boolean isNewer(Optional<Topology> kept, Found served) {
        return kept.isPresent() && kept.get().version() > served.topology().version();
    }

    private Optional<Found> fromManagers() {
        long deadline = System.nanoTime()
                + TimeUnit.MILLISECONDS.toNanos(options.limits().startMillis());
        for (int index = 0; index < options.endpoints().size(); index++) {
            Optional<Topology> topology = fromManager(options.endpoints().get(index), deadline);
            if (topology.isPresent()) {
                return Optional.of(new Found(topology.get(), Optional.of(index), Optional.empty()));
            }
        }
        return Optional.empty();
    }

    private Optional<Topology> fromManager(ManagerEndpoint endpoint, long deadline) {
        long leftMillis = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
        if (leftMillis <= 0) {
            errors.add(endpoint + ": not asked, the limit for the start had passed.");
            return Optional.empty();
        }
        try {
            return Optional.of(
                    client.fetch(endpoint, Math.min(leftMillis, options.limits().requestMillis())));
        } catch (ManagerFailure failure) {
            errors.add(endpoint + ": " + failure.getMessage());
            return Optional.empty();
        } catch (InterruptedException interruption) {
            Thread.currentThread().interrupt();
            throw new ShardException(
                    ErrorCode.TOPOLOGY_UNREACHABLE,
                    "The thread was interrupted while it fetched the topology.",
                    interruption);
        }
    }

    private Optional<Topology> fromDisk() {
        try {
            return disk.flatMap(DiskCopy::read);
        } catch (ShardException failure) {
            errors.add("copy on disk: " + failure.getMessage());
            return Optional.empty();
        }
    }

    /** A copy that cannot be written is no reason not to start, but is told by the status. */
    private void keep(Topology topology) {
        try {
            disk.ifPresent(copy -> copy.write(topology));
        } catch (ShardException failure) {
            errors.add("copy on disk: " + failure.getMessage());
        }
    }

    private String behind(Topology served, Topology kept) {
        return "The manager serves version " + served.version() + ", but version " + kept.version()
                + " was in force before. If the cluster was made anew, delete "
                + disk.map(copy -> copy.file().toString()).orElse("the copy on disk") + ".";
    }

    private Optional<String> error() {
        return errors.isEmpty() ? Optional.empty() : Optional.of(String.join(" ", errors));
    }

    private ShardException unreachable() {
        String kept = disk.isPresent() ? "" : " No copy on disk was asked for.";
        return new ShardException(
                        ErrorCode.TOPOLOGY_UNREACHABLE,
                        "The topology of cluster '" + options.cluster() + "' cannot be fetched. "
                                + String.join(" ", errors) + kept)
                .withRemedy("Check that a manager listens at one of these addresses.");
    }
}
