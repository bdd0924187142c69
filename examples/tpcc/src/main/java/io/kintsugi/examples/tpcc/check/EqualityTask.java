package io.kintsugi.examples.tpcc.check;

import io.kintsugi.examples.tpcc.jdbc.Session;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Reads both sides of an equality and compares them key by key, in the order of the keys. */
final class EqualityTask implements ProbeRunner.Task {

    private final Session session;
    private final int warehouses;
    private final Probe.Equality probe;
    private final Violations violations;

    EqualityTask(Session session, int warehouses, Probe.Equality probe, Violations violations) {
        this.session = session;
        this.warehouses = warehouses;
        this.probe = probe;
        this.violations = violations;
    }

    @Override
    public void run() throws SQLException {
        for (List<List<Integer>> compared : comparisons()) {
            Map<Key, BigDecimal> left = sums(probe.left(), compared);
            Map<Key, BigDecimal> right = sums(probe.right(), compared);
            compare(left, right);
        }
    }

    /** For each comparison the parameter values its statements are run with, one after the other. */
    private List<List<List<Integer>>> comparisons() {
        return switch (probe.scope()) {
            case DISTRICT -> Places.districts(warehouses).stream().map(List::of).toList();
            case WAREHOUSE ->
                Places.warehouses(warehouses).stream().map(List::of).toList();
            case ALL_WAREHOUSES -> List.of(Places.warehouses(warehouses));
        };
    }

    private Map<Key, BigDecimal> sums(List<Term> terms, List<List<Integer>> places) throws SQLException {
        Map<Key, BigDecimal> sums = new HashMap<>();
        for (Term term : terms) {
            for (List<Integer> place : places) {
                addTo(sums, term, place);
            }
        }
        return sums;
    }

    private void addTo(Map<Key, BigDecimal> sums, Term term, List<Integer> place) throws SQLException {
        BigDecimal sign = BigDecimal.valueOf(term.sign());
        int keys = probe.keys().size();
        session.each(
                term.sql(),
                row -> sums.merge(
                        Key.read(row, keys), row.getBigDecimal(keys + 1).multiply(sign), BigDecimal::add),
                Places.parameters(term.sql(), place));
    }

    private void compare(Map<Key, BigDecimal> left, Map<Key, BigDecimal> right) {
        Set<Key> keys = new TreeSet<>(left.keySet());
        if (probe.absentLeft() == Probe.AbsentLeft.IS_ZERO) {
            keys.addAll(right.keySet());
        }
        for (Key key : keys) {
            BigDecimal leftValue = left.getOrDefault(key, BigDecimal.ZERO);
            BigDecimal rightValue = right.getOrDefault(key, BigDecimal.ZERO);
            if (leftValue.compareTo(rightValue) != 0) {
                violations.add(key.describe(probe.keys()) + ": " + leftValue + " is not " + rightValue);
            }
        }
    }

    private record Key(List<Long> values) implements Comparable<Key> {

        static Key read(ResultSet row, int columns) throws SQLException {
            List<Long> values = new ArrayList<>(columns);
            for (int column = 1; column <= columns; column++) {
                values.add(row.getLong(column));
            }
            return new Key(List.copyOf(values));
        }

        String describe(List<String> names) {
            List<String> parts = new ArrayList<>();
            for (int index = 0; index < names.size(); index++) {
                parts.add(names.get(index) + "=" + values.get(index));
            }
            return String.join(", ", parts);
        }

        @Override
        public int compareTo(Key other) {
            for (int index = 0; index < values.size(); index++) {
                int order = values.get(index).compareTo(other.values.get(index));
                if (order != 0) {
                    return order;
                }
            }
            return 0;
        }
    }
}
