package io.kintsugi.benchmarks.flame;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordedMethod;
import jdk.jfr.consumer.RecordingFile;

/** Turns a flight recording into one tree of stacks. */
public final class Samples {
    private static final String PROJECT = "io.kintsugi.";

    private Samples() {}

    /** What is counted. */
    public enum Kind {
        CPU("jdk.ExecutionSample", "samples of running threads"),
        BYTES("jdk.ObjectAllocationSample", "bytes allocated"),
        MONITOR("jdk.JavaMonitorEnter", "nanoseconds waited for monitors"),
        PARK("jdk.ThreadPark", "nanoseconds parked");

        private final String event;
        private final String unit;

        Kind(String event, String unit) {
            this.event = event;
            this.unit = unit;
        }

        public String unit() {
            return unit;
        }

        private long weight(RecordedEvent recorded) {
            return switch (this) {
                case CPU -> 1;
                case BYTES -> recorded.getLong("weight");
                case MONITOR, PARK -> recorded.getDuration().toNanos();
            };
        }
    }

    /**
     * All stacks of one kind.
     *
     * @param thread only threads whose name begins so; empty for all
     */
    static Frame read(Path recording, Kind kind, String thread) throws IOException {
        Frame root = new Frame("all");
        try (RecordingFile file = new RecordingFile(recording)) {
            while (file.hasMoreEvents()) {
                RecordedEvent event = file.readEvent();
                if (event.getEventType().getName().equals(kind.event)
                        && event.getStackTrace() != null
                        && threadName(event).startsWith(thread)) {
                    root.add(stack(event, kind), kind.weight(event));
                }
            }
        }
        return root;
    }

    private static String threadName(RecordedEvent event) {
        String field = event.hasField("sampledThread") ? "sampledThread" : "eventThread";
        return event.getThread(field) == null || event.getThread(field).getJavaName() == null
                ? ""
                : event.getThread(field).getJavaName();
    }

    private static List<String> stack(RecordedEvent event, Kind kind) {
        List<String> stack = new ArrayList<>();
        if (kind == Kind.BYTES) {
            stack.add(simple(event.getClass("objectClass").getName()));
        }
        for (RecordedFrame frame : event.getStackTrace().getFrames()) {
            stack.add(name(frame.getMethod()));
        }
        Collections.reverse(stack);
        return stack;
    }

    private static String name(RecordedMethod method) {
        return simple(method.getType().getName()) + "." + method.getName();
    }

    /** Packages shortened to their letters, but for the last of ours: the words that tell frames apart. */
    private static String simple(String type) {
        int dot = type.lastIndexOf('.');
        return type.startsWith(PROJECT) ? type.substring(PROJECT.length()) : type.substring(dot + 1);
    }

    /** What each method did by itself, the most first, at most so many lines; for a quick look. */
    static List<String> top(Frame root, int lines) {
        Map<String, Long> selves = new TreeMap<>();
        collect(root, selves);
        return selves.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                .limit(lines)
                .map(entry -> "%5.1f %%  %s".formatted(100.0 * entry.getValue() / root.total(), entry.getKey()))
                .toList();
    }

    /** What each method of Kintsugi did with all that it called, the most first, at most so many lines. */
    static List<String> inclusive(Frame root, int lines) {
        Map<String, Long> totals = new TreeMap<>();
        collectTotals(root, new HashSet<>(), totals);
        return totals.entrySet().stream()
                .filter(entry -> entry.getKey().matches("(jdbc|engine|router|topology)\\..*"))
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                .limit(lines)
                .map(entry -> "%5.1f %%  %s".formatted(100.0 * entry.getValue() / root.total(), entry.getKey()))
                .toList();
    }

    private static void collectTotals(Frame frame, Set<String> above, Map<String, Long> totals) {
        boolean first = above.add(frame.method());
        if (first) {
            totals.merge(frame.method(), frame.total(), Long::sum);
        }
        frame.callees().forEach(callee -> collectTotals(callee, above, totals));
        if (first) {
            above.remove(frame.method());
        }
    }

    private static void collect(Frame frame, Map<String, Long> selves) {
        selves.merge(frame.method(), frame.self(), Long::sum);
        frame.callees().forEach(callee -> collect(callee, selves));
    }
}
