package io.kintsugi.manager.config;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;

/**
 * The bounds of a manager. Times are in milliseconds; each must be positive.
 *
 * @param requestBytesMax the largest body of a request
 * @param requestMillis until a request has arrived in full
 * @param idleMillis until a silent connection is closed; longer than {@code longPollMillisMax}
 * @param connectionsMax open HTTP connections
 * @param longPollMillisMax the longest time a request for a newer topology is held
 * @param waitersMax requests held at a time
 * @param eventStreamsMax open pages that follow changes
 * @param eventMillis the shortest time between two events of one page
 * @param heartbeatMillis between signs of life on a stream of events
 * @param clientsMax clients remembered
 * @param clientExpiryMillis until a client that no longer acknowledges is forgotten
 * @param clusterFilePollMillis between two looks at the cluster file
 * @param versionsKept old topology versions kept in the state folder
 * @param probeIntervalMillis between two probes of one node
 * @param probeTcpMillis until a node accepts a connection
 * @param probeLoginMillis until a node has let the probe in
 * @param probeStatementMillis until a node has answered one statement
 * @param probeThreadsMax probes at a time
 * @param workQueueMax requests waiting for a worker, such as pages to render
 * @param lagMillisMax from which a replica counts as behind
 * @param journalEntriesMax events remembered for the status page
 * @param stopMillis until a stop gives up waiting for open requests
 */
public record ManagerLimits(
        int requestBytesMax,
        int requestMillis,
        int idleMillis,
        int connectionsMax,
        int longPollMillisMax,
        int waitersMax,
        int eventStreamsMax,
        int eventMillis,
        int heartbeatMillis,
        int clientsMax,
        int clientExpiryMillis,
        int clusterFilePollMillis,
        int versionsKept,
        int probeIntervalMillis,
        int probeTcpMillis,
        int probeLoginMillis,
        int probeStatementMillis,
        int probeThreadsMax,
        int workQueueMax,
        int lagMillisMax,
        int journalEntriesMax,
        int stopMillis) {

    public ManagerLimits {
        requirePositive("requestBytesMax", requestBytesMax);
        requirePositive("requestMillis", requestMillis);
        requirePositive("idleMillis", idleMillis);
        requirePositive("connectionsMax", connectionsMax);
        requirePositive("longPollMillisMax", longPollMillisMax);
        requirePositive("waitersMax", waitersMax);
        requirePositive("eventStreamsMax", eventStreamsMax);
        requirePositive("eventMillis", eventMillis);
        requirePositive("heartbeatMillis", heartbeatMillis);
        requirePositive("clientsMax", clientsMax);
        requirePositive("clientExpiryMillis", clientExpiryMillis);
        requirePositive("clusterFilePollMillis", clusterFilePollMillis);
        requirePositive("versionsKept", versionsKept);
        requirePositive("probeIntervalMillis", probeIntervalMillis);
        requirePositive("probeTcpMillis", probeTcpMillis);
        requirePositive("probeLoginMillis", probeLoginMillis);
        requirePositive("probeStatementMillis", probeStatementMillis);
        requirePositive("probeThreadsMax", probeThreadsMax);
        requirePositive("workQueueMax", workQueueMax);
        requirePositive("lagMillisMax", lagMillisMax);
        requirePositive("journalEntriesMax", journalEntriesMax);
        requirePositive("stopMillis", stopMillis);
        if (idleMillis <= longPollMillisMax) {
            throw new IllegalArgumentException("idleMillis " + idleMillis
                    + " would cut off requests held for longPollMillisMax " + longPollMillisMax);
        }
    }

    public static ManagerLimits defaults() {
        return new ManagerLimits(
                16 << 20, // requestBytesMax
                10_000, // requestMillis
                75_000, // idleMillis
                12_000, // connectionsMax
                60_000, // longPollMillisMax
                10_000, // waitersMax
                100, // eventStreamsMax
                1_000, // eventMillis
                15_000, // heartbeatMillis
                20_000, // clientsMax
                180_000, // clientExpiryMillis
                1_000, // clusterFilePollMillis
                50, // versionsKept
                3_000, // probeIntervalMillis
                1_000, // probeTcpMillis
                2_000, // probeLoginMillis
                2_000, // probeStatementMillis
                64, // probeThreadsMax
                256, // workQueueMax
                10_000, // lagMillisMax
                20, // journalEntriesMax
                5_000); // stopMillis
    }

    /**
     * The same limits with one changed; an unknown name or a value out of range is refused.
     *
     * @throws IllegalArgumentException naming the limit
     */
    public ManagerLimits with(String name, int value) {
        RecordComponent[] components = ManagerLimits.class.getRecordComponents();
        if (Arrays.stream(components).noneMatch(component -> component.getName().equals(name))) {
            throw new IllegalArgumentException("There is no limit called '" + name + "'.");
        }
        Object[] values = Arrays.stream(components)
                .map(component -> component.getName().equals(name) ? value : valueOf(component))
                .toArray();
        return make(values);
    }

    private Object valueOf(RecordComponent component) {
        try {
            return component.getAccessor().invoke(this);
        } catch (ReflectiveOperationException failure) {
            throw new IllegalStateException("A record reads its own components", failure);
        }
    }

    private static ManagerLimits make(Object[] values) {
        try {
            return (ManagerLimits) ManagerLimits.class.getDeclaredConstructors()[0].newInstance(values);
        } catch (InvocationTargetException refusal) {
            throw new IllegalArgumentException(
                    String.valueOf(refusal.getTargetException().getMessage()), refusal);
        } catch (ReflectiveOperationException failure) {
            throw new IllegalStateException("A record makes itself", failure);
        }
    }

    private static void requirePositive(String name, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(name + " is " + value + ", not positive");
        }
    }
}
