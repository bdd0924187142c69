package io.kintsugi.benchmarks.tiers;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Gives the contestants their turns, in a new order each round, and measures each. Confined to one thread. */
final class Rounds<Q> {
    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final List<Contestant<Q>> contestants;
    private final ProcessorTime servers;
    private final Between between;
    private final Random random;

    /** What is done before each turn, measured as nobody's. */
    @FunctionalInterface
    interface Between {
        void tidy() throws SQLException;
    }

    Rounds(List<Contestant<Q>> contestants, ProcessorTime servers, Between between, long seed) {
        this.contestants = List.copyOf(contestants);
        this.servers = servers;
        this.between = between;
        this.random = new Random(seed);
    }

    /** For each contestant its turns, round by round; turns of the first rounds are not kept. */
    Map<String, List<Turn>> run(Q query, int warmUpRounds, int rounds, long turnMillis) throws SQLException {
        requireSameAnswers(query);
        Map<String, List<Turn>> all = new LinkedHashMap<>();
        contestants.forEach(contestant -> all.put(contestant.name(), new ArrayList<>()));
        List<Contestant<Q>> order = new ArrayList<>(contestants);
        for (int round = -warmUpRounds; round < rounds; round++) {
            Collections.shuffle(order, random);
            for (Contestant<Q> contestant : order) {
                between.tidy();
                Turn turn = turn(contestant, query, turnMillis);
                if (round >= 0) {
                    all.computeIfAbsent(contestant.name(), absent -> new ArrayList<>())
                            .add(turn);
                }
            }
        }
        return all;
    }

    private void requireSameAnswers(Q query) throws SQLException {
        long expected = contestants.get(0).answer(query);
        for (Contestant<Q> other : contestants) {
            long found = other.answer(query);
            if (found != expected) {
                throw new IllegalStateException(
                        other.name() + " answers " + found + ", not " + expected + ": " + query);
            }
        }
    }

    private Turn turn(Contestant<Q> contestant, Q query, long millis) throws SQLException {
        long bytes = allocated();
        long server = servers.cpuNanos();
        long client = ProcessorTime.ownNanos();
        long start = System.nanoTime();
        long end = start + millis * 1_000_000;
        int calls = 0;
        while (calls == 0 || System.nanoTime() < end) {
            contestant.answer(query);
            calls++;
        }
        long wall = System.nanoTime() - start;
        client = ProcessorTime.ownNanos() - client;
        return new Turn(calls, wall, client, servers.cpuNanos() - server, allocated() - bytes);
    }

    private long allocated() {
        long sum = 0;
        for (long bytes : threads.getThreadAllocatedBytes(threads.getAllThreadIds())) {
            sum += Math.max(0, bytes);
        }
        return sum;
    }
}
