package io.kintsugi.topology.remote;

import io.kintsugi.errors.ShardException;
import io.kintsugi.topology.Topology;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The loop that follows the managers: wait for a newer topology at one, go to the next when it fails, pause when all
 * have. Confined to its thread, except {@link #status} and {@link #close}.
 */
final class ManagerFollower implements Runnable {
    private static final Logger LOGGER = System.getLogger(ManagerFollower.class.getName());
    private static final int BACKOFF_DOUBLINGS_MAX = 16;

    private final RemoteOptions options;
    private final ManagerClient client;
    private final Optional<DiskCopy> disk;
    private final LatestTopology latest;
    private final Random jitter;
    private final CountDownLatch closed = new CountDownLatch(1);
    private int position;
    private int failuresInRow;
    private volatile RemoteStatus status;

    ManagerFollower(
            RemoteOptions options,
            ManagerClient client,
            Optional<DiskCopy> disk,
            LatestTopology latest,
            RemoteStart.Found found,
            Random jitter) {
        this.options = options;
        this.client = client;
        this.disk = disk;
        this.latest = latest;
        this.jitter = jitter;
        this.position = found.endpoint().orElse(0);
        this.status = new RemoteStatus(
                found.topology().version(),
                found.endpoint().map(options.endpoints()::get),
                found.endpoint().isPresent(),
                found.error());
    }

    RemoteStatus status() {
        return status;
    }

    void close() {
        closed.countDown();
    }

    @Override
    public void run() {
        try {
            acknowledgeFirst();
            while (closed.getCount() > 0) {
                step();
            }
        } catch (InterruptedException stop) {
            // Only close() interrupts this thread, and closing is what it is for.
            LOGGER.log(Level.DEBUG, "Stopped following the managers of cluster {0}", options.cluster());
        }
    }

    private void acknowledgeFirst() throws InterruptedException {
        if (status.isConnected()) {
            acknowledge(endpoint());
        }
    }

    private void step() throws InterruptedException {
        try {
            follow(endpoint());
            answered();
        } catch (ManagerFailure failure) {
            failed(failure);
        } catch (RuntimeException defect) {
            // A defect must not end the following silently: it counts as a failure of this manager.
            LOGGER.log(Level.ERROR, "Following a manager failed unexpectedly", defect);
            failed(new ManagerFailure(defect.toString(), defect));
        }
    }

    private void follow(ManagerEndpoint endpoint) throws ManagerFailure, InterruptedException {
        long start = System.nanoTime();
        long version = latest.current().version();
        ManagerAnswer answer = client.await(endpoint, version);
        if (answer instanceof ManagerAnswer.Served served) {
            adopt(endpoint, served.topology());
        } else {
            requireWaited(System.nanoTime() - start);
        }
        acknowledge(endpoint);
    }

    private void adopt(ManagerEndpoint endpoint, Topology topology) throws ManagerFailure {
        long known = latest.current().version();
        if (topology.version() <= known) {
            throw new ManagerFailure(
                    "It serves version " + topology.version() + ", version " + known + " is known here.");
        }
        latest.publish(topology);
        status = new RemoteStatus(topology.version(), Optional.of(endpoint), true, status.lastError());
        keep(topology);
    }

    /** A manager that does not hold the request, while it shuts down or by a defect, must not make this loop spin. */
    private void requireWaited(long elapsedNanos) throws ManagerFailure {
        if (TimeUnit.NANOSECONDS.toMillis(elapsedNanos) < options.limits().waitMillis() / 2) {
            throw new ManagerFailure("It answered 'nothing newer' without waiting.");
        }
    }

    private void acknowledge(ManagerEndpoint endpoint) throws InterruptedException {
        try {
            client.acknowledge(endpoint, latest.current().version());
        } catch (ManagerFailure failure) {
            note(endpoint + ": the acknowledgement failed. " + failure.getMessage());
        }
    }

    private void keep(Topology topology) {
        try {
            disk.ifPresent(copy -> copy.write(topology));
        } catch (ShardException failure) {
            note("copy on disk: " + failure.getMessage());
        }
    }

    private void note(String error) {
        LOGGER.log(Level.WARNING, error);
        status = new RemoteStatus(status.version(), status.endpoint(), status.isConnected(), Optional.of(error));
    }

    private void answered() {
        if (!status.isConnected()) {
            LOGGER.log(Level.INFO, "Manager {0} answers", endpoint());
        }
        failuresInRow = 0;
        status = new RemoteStatus(latest.current().version(), Optional.of(endpoint()), true, status.lastError());
    }

    private void failed(ManagerFailure failure) throws InterruptedException {
        String error = endpoint() + ": " + failure.getMessage();
        if (status.isConnected()) {
            LOGGER.log(Level.WARNING, error);
        }
        status = new RemoteStatus(latest.current().version(), status.endpoint(), false, Optional.of(error));
        position = (position + 1) % options.endpoints().size();
        failuresInRow++;
        if (failuresInRow % options.endpoints().size() == 0) {
            pause(failuresInRow / options.endpoints().size());
        }
    }

    private void pause(int rounds) throws InterruptedException {
        RemoteLimits limits = options.limits();
        int doublings = Math.min(rounds - 1, BACKOFF_DOUBLINGS_MAX);
        long ceiling = Math.min(limits.backoffMillisMax(), (long) limits.backoffMillisMin() << doublings);
        // Between half and all of it: clients that lost their manager together do not come back together.
        long pause = ceiling / 2 + jitter.nextInt((int) (ceiling / 2) + 1);
        boolean stopped = closed.await(pause, TimeUnit.MILLISECONDS);
        if (stopped) {
            LOGGER.log(Level.DEBUG, "Closed during a pause");
        }
    }

    private ManagerEndpoint endpoint() {
        return options.endpoints().get(position);
    }
}
