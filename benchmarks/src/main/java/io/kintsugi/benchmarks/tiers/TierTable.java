package io.kintsugi.benchmarks.tiers;

import io.kintsugi.benchmarks.paired.Median;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** What the turns came to, as lines of a table. Confined to one thread. */
final class TierTable {
    static final String BY_HAND = "by hand";
    static final String TWIN = "by hand again";

    static final List<String> MERGE_HEADINGS =
            List.of("", "contestant", "time", "client CPU", "added CPU", "allowed", "bytes a call", "reached");
    static final List<String> WORKBENCH_HEADINGS = List.of(
            "",
            "contestant",
            "time",
            "client CPU",
            "servers' CPU",
            "time, times by hand",
            "CPU, times by hand",
            "reached");

    private static final double ALLOWED_MICROS = 15;
    private static final double ALLOWED_SHARE = 0.1;
    private static final double ALLOWED_FACTOR = 1.3;

    private final List<List<String>> rows = new ArrayList<>();

    List<List<String>> rows() {
        return rows;
    }

    /** Lines of one merged query. */
    void merge(String title, Map<String, List<Turn>> all) {
        List<Turn> reference = all.getOrDefault(BY_HAND, List.of());
        double allowed = ALLOWED_MICROS + ALLOWED_SHARE * middle(reference, Turn::clientMicros);
        all.forEach((name, own) -> {
            boolean first = name.equals(BY_HAND);
            Median added = differences(own, reference, Turn::clientMicros);
            rows.add(List.of(
                    first ? title : "",
                    name,
                    micros(middle(own, Turn::wallMicros)),
                    micros(middle(own, Turn::clientMicros)),
                    first ? "" : format("%+,.0f (%+,.0f … %+,.0f) µs", added.value(), added.low(), added.high()),
                    isKintsugi(name) ? micros(allowed) : "",
                    format("%,.0f", middle(own, Turn::bytesPerCall)),
                    isKintsugi(name) ? verdict(added.value() <= allowed) : ""));
        });
    }

    /** Lines of one query of the workbench. */
    void workbench(String title, Map<String, List<Turn>> all) {
        List<Turn> reference = all.getOrDefault(BY_HAND, List.of());
        all.forEach((name, own) -> {
            boolean first = name.equals(BY_HAND);
            Median time = ratios(own, reference, Turn::wallMicros);
            Median cpu = ratios(own, reference, Turn::cpuMicros);
            rows.add(List.of(
                    first ? title : "",
                    name,
                    micros(middle(own, Turn::wallMicros)),
                    micros(middle(own, Turn::clientMicros)),
                    micros(middle(own, Turn::serverMicros)),
                    first ? "" : times(time),
                    first ? "" : times(cpu),
                    isKintsugi(name) ? verdict(Math.max(time.value(), cpu.value()) <= ALLOWED_FACTOR) : ""));
        });
    }

    private static boolean isKintsugi(String name) {
        return !name.equals(BY_HAND) && !name.equals(TWIN);
    }

    private static String verdict(boolean reached) {
        return reached ? "yes" : "**no**";
    }

    private static Median differences(List<Turn> own, List<Turn> reference, ToDoubleFunction<Turn> value) {
        return Median.of(IntStream.range(0, own.size())
                .mapToDouble(round -> value.applyAsDouble(own.get(round)) - value.applyAsDouble(reference.get(round)))
                .toArray());
    }

    private static Median ratios(List<Turn> own, List<Turn> reference, ToDoubleFunction<Turn> value) {
        return Median.of(IntStream.range(0, own.size())
                .mapToDouble(round -> value.applyAsDouble(own.get(round)) / value.applyAsDouble(reference.get(round)))
                .toArray());
    }

    private static double middle(List<Turn> turns, ToDoubleFunction<Turn> value) {
        return Median.of(turns.stream().mapToDouble(value).toArray()).value();
    }

    private static String micros(double value) {
        return format("%,.0f µs", value);
    }

    private static String times(Median ratio) {
        return format("%.2f (%.2f … %.2f)", ratio.value(), ratio.low(), ratio.high());
    }

    private static String format(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values);
    }
}
