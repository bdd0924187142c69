package io.kintsugi.benchmarks.threads;

import io.kintsugi.benchmarks.stub.ReplaySockets;
import io.kintsugi.benchmarks.workload.Contestant;
import io.kintsugi.benchmarks.workload.ThroughDataSource;
import io.kintsugi.benchmarks.workload.TwoShards;
import io.kintsugi.benchmarks.workload.Workload;
import io.kintsugi.jdbc.KintsugiDataSource;
import io.kintsugi.testkit.report.Report;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordingFile;

/**
 * Sixty-four threads on one data source over the stub, where nothing but the client's own locks can make them wait.
 * Every wait for a monitor and every park is recorded, however short.
 */
public final class Contention {
    private static final int THREADS = 64;
    private static final int KEYS = 50;
    private static final int LEARNING_CALLS = 200;
    private static final int ROWS = 4_000;
    private static final List<String> EVENTS = List.of("jdk.JavaMonitorEnter", "jdk.ThreadPark");

    private Contention() {}

    /** Where threads waited, and for how long. */
    private static final class Waits {
        private long count;
        private long nanos;
    }

    /** @param calls of each thread and kind */
    public static void into(Report report, int calls)
            throws IOException, SQLException, InterruptedException, ExecutionException {
        Path file = Files.createTempFile("contention", ".jfr");
        try (TwoShards cluster = TwoShards.start(ROWS)) {
            KintsugiDataSource source =
                    cluster.addresses(ReplaySockets.PARAMETERS).kintsugi();
            Properties properties = new Properties();
            properties.setProperty("poolSizePerNode", Integer.toString(THREADS));
            source.setProperties(properties);
            try (Contestant kintsugi = new ThroughDataSource("kintsugi", source)) {
                run(kintsugi, LEARNING_CALLS);
                record(kintsugi, calls, file);
            }
            table(report, waits(file), (long) calls * THREADS);
        } finally {
            Files.delete(file);
        }
    }

    private static void record(Contestant kintsugi, int calls, Path file)
            throws IOException, InterruptedException, ExecutionException {
        try (Recording recording = new Recording()) {
            for (String event : EVENTS) {
                recording.enable(event).withThreshold(Duration.ofNanos(1)).withStackTrace();
            }
            recording.start();
            run(kintsugi, calls);
            recording.stop();
            recording.dump(file);
        }
    }

    private static void run(Contestant kintsugi, int calls) throws InterruptedException, ExecutionException {
        ExecutorService workers = Executors.newFixedThreadPool(THREADS, task -> new Thread(task, "caller"));
        CountDownLatch ready = new CountDownLatch(THREADS);
        try {
            List<Future<Void>> done = new ArrayList<>();
            for (int thread = 0; thread < THREADS; thread++) {
                int first = thread;
                done.add(workers.submit(() -> {
                    ready.countDown();
                    ready.await();
                    for (int call = 0; call < calls; call++) {
                        kintsugi.run(Workload.POINT_SELECT, 1 + (first + call) % KEYS);
                        kintsugi.run(Workload.UPDATE, 1 + (first + call) % KEYS);
                    }
                    return null;
                }));
            }
            for (Future<Void> one : done) {
                one.get();
            }
        } finally {
            workers.shutdownNow();
        }
    }

    private static Map<String, Waits> waits(Path file) throws IOException {
        Map<String, Waits> waits = new TreeMap<>();
        try (RecordingFile recording = new RecordingFile(file)) {
            while (recording.hasMoreEvents()) {
                RecordedEvent event = recording.readEvent();
                if (EVENTS.contains(event.getEventType().getName())
                        && event.getThread() != null
                        && "caller".equals(event.getThread().getJavaName())) {
                    Waits found = waits.computeIfAbsent(place(event), place -> new Waits());
                    found.count++;
                    found.nanos += event.getDuration().toNanos();
                }
            }
        }
        return waits;
    }

    /** The kind of wait and the first methods that are not the machine's own. */
    private static String place(RecordedEvent event) {
        StringBuilder place = new StringBuilder(event.getEventType().getName().substring("jdk.".length()));
        int frames = 0;
        if (event.getStackTrace() != null) {
            for (RecordedFrame frame : event.getStackTrace().getFrames()) {
                String type = frame.getMethod().getType().getName();
                boolean own = !type.startsWith("java.") && !type.startsWith("jdk.") && !type.startsWith("sun.");
                if (own && frames < 3) {
                    place.append(frames == 0 ? ": " : " < ")
                            .append(type.substring(type.lastIndexOf('.') + 1))
                            .append('.')
                            .append(frame.getMethod().getName());
                    frames++;
                }
            }
        }
        return place.toString();
    }

    private static void table(Report report, Map<String, Waits> waits, long calls) {
        List<List<String>> rows = new ArrayList<>();
        waits.forEach((place, found) -> rows.add(List.of(
                place,
                String.format(Locale.ROOT, "%,d", found.count),
                String.format(Locale.ROOT, "%.3f ms", found.nanos / 1e6),
                String.format(Locale.ROOT, "%.2f", found.count * 1e3 / (2 * calls)))));
        report.line("## 64 threads on one driver")
                .line("")
                .line(String.format(
                        Locale.ROOT,
                        "%,d prepared selects and as many updates by key over the stub, each with a connection of its own;"
                                + " every wait for a monitor and every park of a calling thread.",
                        calls))
                .table(List.of("waited in", "times", "together", "for 1,000 calls"), rows);
    }
}
