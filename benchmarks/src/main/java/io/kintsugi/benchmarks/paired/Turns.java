package io.kintsugi.benchmarks.paired;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import io.kintsugi.benchmarks.workload.Contestant;
import io.kintsugi.benchmarks.workload.Workload;
import java.lang.management.ManagementFactory;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Gives the contestants their turns, in a new order each round, and measures each. Confined to one thread. */
final class Turns implements AutoCloseable {
    private static final int LATENCIES_MAX = 1 << 16;

    private final OperatingSystemMXBean process = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final ExecutorService workers;
    private final int threadCount;
    private final int rows;
    private final Random random;

    /** @param rows keys from 1 on that the calls may use */
    Turns(int threadCount, int rows, long seed) {
        this.threadCount = threadCount;
        this.rows = rows;
        this.random = new Random(seed);
        this.workers = Executors.newFixedThreadPool(threadCount, task -> {
            Thread thread = new Thread(task, "worker");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** For each contestant its slices, round by round. */
    Map<Contestant, List<Slice>> run(Workload workload, List<Contestant> contestants, int rounds, long sliceMillis)
            throws SQLException {
        Map<Contestant, List<Slice>> all = new LinkedHashMap<>();
        contestants.forEach(contestant -> all.put(contestant, new ArrayList<>()));
        List<Contestant> order = new ArrayList<>(contestants);
        for (int round = 0; round < rounds; round++) {
            Collections.shuffle(order, random);
            for (Contestant contestant : order) {
                Slice slice = slice(workload, contestant, sliceMillis);
                all.computeIfAbsent(contestant, absent -> new ArrayList<>()).add(slice);
            }
        }
        return all;
    }

    /** One thread's calls. */
    private record Done(long calls, long[] nanos, int measured) {}

    private Slice slice(Workload workload, Contestant contestant, long millis) throws SQLException {
        long seed = random.nextLong();
        List<Callable<Done>> parts = new ArrayList<>();
        long bytes = allocated();
        long cpu = process.getProcessCpuTime();
        long start = System.nanoTime();
        long end = start + millis * 1_000_000;
        for (int part = 0; part < threadCount; part++) {
            Random own = new Random(seed + part);
            parts.add(() -> calls(workload, contestant, own, end));
        }
        List<Done> done = all(parts);
        long wall = System.nanoTime() - start;
        long calls = done.stream().mapToLong(Done::calls).sum();
        return new Slice(calls, wall, process.getProcessCpuTime() - cpu, allocated() - bytes, median(done));
    }

    private Done calls(Workload workload, Contestant contestant, Random own, long end) throws SQLException {
        long[] nanos = new long[LATENCIES_MAX];
        long calls = 0;
        long now = System.nanoTime();
        while (now < end || calls == 0) {
            contestant.run(workload, key(workload, own));
            long after = System.nanoTime();
            nanos[(int) (calls % LATENCIES_MAX)] = after - now;
            now = after;
            calls++;
        }
        return new Done(calls, nanos, (int) Math.min(calls, LATENCIES_MAX));
    }

    private long key(Workload workload, Random own) {
        return 1 + own.nextInt(rows - Math.max(Workload.IN_KEYS, workload.units()));
    }

    private List<Done> all(List<Callable<Done>> parts) throws SQLException {
        try {
            List<Done> done = new ArrayList<>();
            for (Future<Done> part : workers.invokeAll(parts)) {
                done.add(part.get());
            }
            return done;
        } catch (ExecutionException failed) {
            throw new SQLException("a contestant failed", failed.getCause());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new SQLException(interrupted);
        }
    }

    private static long median(List<Done> done) {
        long[] all = done.stream()
                .flatMapToLong(part -> Arrays.stream(part.nanos(), 0, part.measured()))
                .sorted()
                .toArray();
        return all[all.length / 2];
    }

    private long allocated() {
        long sum = 0;
        for (long bytes : threads.getThreadAllocatedBytes(threads.getAllThreadIds())) {
            sum += Math.max(0, bytes);
        }
        return sum;
    }

    @Override
    public void close() {
        workers.shutdownNow();
    }
}
