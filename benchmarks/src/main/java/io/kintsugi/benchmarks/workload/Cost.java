package io.kintsugi.benchmarks.workload;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.sql.SQLException;

/**
 * What a number of calls cost this process.
 *
 * @param wallNanos from the first to the end of the last
 * @param cpuNanos of the calling thread
 * @param bytes allocated by all threads, pools included
 */
public record Cost(int calls, long wallNanos, long cpuNanos, long bytes) {

    /** Some calls of one kind. */
    @FunctionalInterface
    public interface Calls {
        void run(int call) throws SQLException;
    }

    /** Runs them in this thread, one after the other. Nothing else should run in this process meanwhile. */
    public static Cost of(int count, Calls calls) throws SQLException {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long bytes = allocated(threads);
        long cpu = threads.getCurrentThreadCpuTime();
        long start = System.nanoTime();
        for (int call = 0; call < count; call++) {
            calls.run(call);
        }
        long wall = System.nanoTime() - start;
        return new Cost(count, wall, threads.getCurrentThreadCpuTime() - cpu, allocated(threads) - bytes);
    }

    /** Of the threads alive; those of pools stay alive while they are measured. */
    private static long allocated(ThreadMXBean threads) {
        long sum = 0;
        for (long bytes : threads.getThreadAllocatedBytes(threads.getAllThreadIds())) {
            sum += Math.max(0, bytes);
        }
        return sum;
    }

    public double bytesPerCall() {
        return (double) bytes / calls;
    }

    public double cpuMicrosPerCall() {
        return cpuNanos / 1e3 / calls;
    }

    public double wallMicrosPerCall() {
        return wallNanos / 1e3 / calls;
    }
}
