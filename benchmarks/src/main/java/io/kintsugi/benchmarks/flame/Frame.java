package io.kintsugi.benchmarks.flame;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A method in the tree of all stacks, with what was sampled in it and in what it called. Confined to one thread. */
final class Frame {
    private final String method;
    private final Map<String, Frame> callees = new TreeMap<>();
    private long total;
    private long self;

    Frame(String method) {
        this.method = method;
    }

    /** Adds one sample; the outermost method first. */
    void add(List<String> stack, long weight) {
        Frame at = this;
        at.total += weight;
        for (String called : stack) {
            at = at.callees.computeIfAbsent(called, Frame::new);
            at.total += weight;
        }
        at.self += weight;
    }

    /** Adds everything that was sampled in another tree of the same method. */
    void addAll(Frame other) {
        total += other.total;
        self += other.self;
        other.callees.forEach(
                (name, callee) -> callees.computeIfAbsent(name, Frame::new).addAll(callee));
    }

    String method() {
        return method;
    }

    /** Of this method and everything below it. */
    long total() {
        return total;
    }

    /** Of this method alone. */
    long self() {
        return self;
    }

    /** Widest first. */
    List<Frame> callees() {
        return callees.values().stream()
                .sorted(Comparator.comparingLong(Frame::total).reversed())
                .toList();
    }

    int depth() {
        return 1 + callees.values().stream().mapToInt(Frame::depth).max().orElse(0);
    }
}
