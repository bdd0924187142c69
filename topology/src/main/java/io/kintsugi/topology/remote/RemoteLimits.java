package io.kintsugi.topology.remote;

/**
 * The bounds of a client of the manager; times in milliseconds.
 *
 * @param connectMillis until the connection stands
 * @param requestMillis until a request that need not wait is answered in full
 * @param startMillis for all managers together, before the copy on disk is used
 * @param waitMillis how long a manager may hold a request for a newer version
 * @param backoffMillisMin the first pause after every manager has failed once
 * @param backoffMillisMax the longest such pause
 * @param topologyBytesMax the largest answer read
 */
public record RemoteLimits(
        int connectMillis,
        int requestMillis,
        int startMillis,
        int waitMillis,
        int backoffMillisMin,
        int backoffMillisMax,
        int topologyBytesMax) {
    public RemoteLimits {
        requirePositive("connectMillis", connectMillis);
        requirePositive("requestMillis", requestMillis);
        requirePositive("startMillis", startMillis);
        requirePositive("waitMillis", waitMillis);
        requirePositive("backoffMillisMin", backoffMillisMin);
        requirePositive("topologyBytesMax", topologyBytesMax);
        if (backoffMillisMax < backoffMillisMin) {
            throw new IllegalArgumentException(
                    "backoffMillisMax " + backoffMillisMax + " is below backoffMillisMin " + backoffMillisMin);
        }
    }

    public static RemoteLimits defaults() {
        return new RemoteLimits(2_000, 5_000, 15_000, 30_000, 100, 10_000, 32 << 20);
    }

    private static void requirePositive(String name, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(name + " is " + value + ", not positive");
        }
    }
}
