package io.kintsugi.topology.remote;

import io.kintsugi.topology.Topology;
import io.kintsugi.topology.TopologyReader;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;

/**
 * Follows the topology of a cluster at its managers. Thread-safe: one daemon thread of its own does all requests, and
 * readers never wait for it. Once started it never fails: with every manager away it keeps the topology it has.
 */
public final class RemoteTopology implements TopologyReader {
    private final LatestTopology latest;
    private final ManagerFollower follower;
    private final Thread thread;

    private RemoteTopology(LatestTopology latest, ManagerFollower follower, String clientId) {
        this.latest = latest;
        this.follower = follower;
        this.thread = new Thread(follower, "kintsugi-topology-" + clientId);
        this.thread.setDaemon(true);
    }

    /**
     * Fetches the topology from the first manager that answers, else from the copy on disk; TOPOLOGY_UNREACHABLE, with
     * each manager and its error, where there is neither.
     */
    public static RemoteTopology start(RemoteOptions options) {
        return start(options, new SecureRandom());
    }

    static RemoteTopology start(RemoteOptions options, Random jitter) {
        ManagerClient client = new ManagerClient(options);
        Optional<DiskCopy> disk = options.folder().map(folder -> new DiskCopy(folder, options.cluster()));
        RemoteStart.Found found = new RemoteStart(options, client, disk).find();
        LatestTopology latest = new LatestTopology(found.topology());
        ManagerFollower follower = new ManagerFollower(options, client, disk, latest, found, jitter);
        RemoteTopology started = new RemoteTopology(latest, follower, options.clientId());
        started.thread.start();
        return started;
    }

    @Override
    public Topology current() {
        return latest.current();
    }

    @Override
    public boolean awaitNewerThan(long version, Duration limit) throws InterruptedException {
        return latest.awaitNewerThan(version, limit);
    }

    /** How it stands now; never blocks. */
    public RemoteStatus status() {
        return follower.status();
    }

    /** Stops following at once; the topology stays readable. */
    @Override
    public void close() {
        latest.close();
        follower.close();
        thread.interrupt();
    }
}
