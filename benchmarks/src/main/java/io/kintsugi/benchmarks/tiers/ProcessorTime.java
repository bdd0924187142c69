package io.kintsugi.benchmarks.tiers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * CPU time of servers, and of this process, as Linux shows it below {@code /proc}: of the living processes in
 * nanoseconds, of those that have ended (parallel workers, closed connections) in ticks, as the server's first process
 * has waited for them.
 */
final class ProcessorTime {
    private static final long NANOS_PER_TICK = 10_000_000;

    /** In {@code /proc/N/stat}, behind the name in parentheses: user and system time of children that have ended. */
    private static final List<Integer> CHILDREN = List.of(13, 14);

    private final List<Long> firsts;

    /** @param firsts numbers of the processes that have started the others */
    ProcessorTime(List<Long> firsts) {
        this.firsts = List.copyOf(firsts);
    }

    /** So far, of all of them together. */
    long cpuNanos() {
        return firsts.stream().mapToLong(ProcessorTime::ofServer).sum();
    }

    /** Of this process alone, finer than its own ticks. */
    static long ownNanos() {
        return living(ProcessHandle.current().pid());
    }

    private static long ofServer(long first) {
        Stream<Long> children = ProcessHandle.of(first).stream()
                .flatMap(ProcessHandle::descendants)
                .map(ProcessHandle::pid);
        return ended(first)
                + Stream.concat(Stream.of(first), children)
                        .mapToLong(ProcessorTime::living)
                        .sum();
    }

    /** Of all threads of a process. */
    private static long living(long process) {
        Path threads = Path.of("/proc", Long.toString(process), "task");
        try (Stream<Path> each = Files.list(threads)) {
            return each.mapToLong(thread -> onProcessor(thread.resolve("schedstat")))
                    .sum();
        } catch (NoSuchFileException ended) {
            return 0;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static long onProcessor(Path schedulerStatistics) {
        String line = line(schedulerStatistics);
        return line.isEmpty() ? 0 : Long.parseLong(line.substring(0, line.indexOf(' ')));
    }

    private static long ended(long process) {
        String line = line(Path.of("/proc", Long.toString(process), "stat"));
        String[] fields = line.substring(line.lastIndexOf(')') + 2).split(" ");
        return CHILDREN.stream()
                .mapToLong(field -> Long.parseLong(fields[field]) * NANOS_PER_TICK)
                .sum();
    }

    /** Empty of a process or thread that has just ended. */
    private static String line(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException ended) {
            return "";
        }
    }
}
