package io.kintsugi.testkit.conformance;

import io.kintsugi.testkit.oracle.Dialect;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Runs one case on one fixture. What the cluster refuses, the plain database only tries. Confined to one thread. */
final class CaseRun {
    private static final String TIER = "tier: ";
    private static final String OURS = "ours";

    private final ConformanceCase conformanceCase;
    private final Dialect dialect;
    private final int shards;
    private final Fixture fixture;
    private final Map<String, Pair> sessions = new HashMap<>();
    private final List<String> faults = new ArrayList<>();
    private final Map<Step, String> tiers = new TreeMap<>(java.util.Comparator.comparing(Step::line));
    private boolean rowsChanged;
    private boolean definitionsChanged;

    CaseRun(ConformanceCase conformanceCase, Dialect dialect, int shards, Fixture fixture) {
        this.conformanceCase = conformanceCase;
        this.dialect = dialect;
        this.shards = shards;
        this.fixture = fixture;
    }

    /** What is wrong; each names its place. */
    List<String> run() throws SQLException {
        try {
            for (Step step : conformanceCase.steps()) {
                if (step.dialects().contains(dialect)) {
                    run(step);
                }
            }
        } finally {
            for (Pair pair : sessions.values()) {
                pair.close();
            }
        }
        if (rowsChanged && !definitionsChanged) {
            faults.addAll(fixture.differences(conformanceCase.clock()));
        }
        return faults;
    }

    /** The tier that each step was seen to take. */
    Map<Step, String> tiers() {
        return tiers;
    }

    boolean rowsChanged() {
        return rowsChanged;
    }

    boolean definitionsChanged() {
        return definitionsChanged;
    }

    private void run(Step step) throws SQLException {
        Pair pair = pair(step.session());
        Optional<String> explained = explain(pair.ours(), step);
        List<Outcome> ours = StepRun.of(pair.ours(), step.on(OURS));
        Outcome last = ours.get(ours.size() - 1);
        Optional<Outcome> refusal = ours.stream().filter(Outcome::refused).findFirst();
        Optional<String> tier = refusal.map(outcome -> "refused " + outcome.code())
                .or(() -> explained)
                .or(() -> ownError(step, last));
        tier.ifPresent(seen -> tiers.put(step, seen));
        boolean notRun = refusal.isPresent()
                || tier.filter(seen -> seen.startsWith("error ")).isPresent();
        if (last.defect()) {
            fault(step, "defect: " + last);
        } else if (notRun && ours.size() == 1) {
            refused(pair, step, last);
        } else {
            compare(step, ours, pair.onPlain(step));
            noteChange(step);
        }
    }

    /** An error that is Kintsugi's own decision where one database goes on, if the case says so. */
    private Optional<String> ownError(Step step, Outcome outcome) {
        return step.tiers().find(dialect, shards).filter(("error " + outcome.state())::equals);
    }

    private Pair pair(String session) throws SQLException {
        Pair open = sessions.get(session);
        if (open != null) {
            return open;
        }
        Pair pair = fixture.pair(conformanceCase.mode());
        sessions.put(session, pair);
        return pair;
    }

    private Optional<String> explain(Connection ours, Step step) {
        if (!SqlWords.isRouted(step.sql())) {
            return Optional.empty();
        }
        try (PreparedStatement statement = ours.prepareStatement("EXPLAIN (ROUTE, ESTIMATES off) " + step.sql())) {
            if (!step.parameters().isEmpty()) {
                for (int i = 0; i < step.parameters().get(0).size(); i++) {
                    step.parameters().get(0).get(i).set(statement, i + 1);
                }
            }
            try (ResultSet lines = statement.executeQuery()) {
                return lines.next() ? Optional.of(lines.getString(1).substring(TIER.length())) : Optional.empty();
            }
        } catch (SQLException failed) {
            Outcome outcome = Outcome.failed(failed);
            return Optional.of(outcome.refused() ? "refused " + outcome.code() : "error " + outcome.state());
        }
    }

    private void refused(Pair pair, Step step, Outcome refusal) throws SQLException {
        step.says()
                .filter(text -> !refusal.message().contains(text))
                .ifPresent(text -> fault(step, "the refusal does not say '" + text + "': " + refusal.message()));
        boolean endsByItself = dialect == Dialect.MYSQL && SqlWords.isDefinition(step.sql());
        if (SqlWords.isRouted(step.sql()) && !endsByItself) {
            checkPlain(step, pair.tryOnPlain(step));
        }
    }

    private void compare(Step step, List<Outcome> ours, List<Outcome> plain) {
        new Comparison(step).difference(ours, plain).ifPresent(what -> fault(step, what));
        checkPlain(step, plain);
    }

    /** A case whose statement fails on one database by mistake guards nothing. */
    private void checkPlain(Step step, List<Outcome> plain) {
        Outcome last = plain.get(plain.size() - 1);
        String expected = step.error(dialect).orElse("");
        if (!last.state().equals(expected)) {
            fault(
                    step,
                    "one database answers " + last + "; the case expects "
                            + (expected.isEmpty() ? "success" : "error " + expected));
        } else if (last.answered()) {
            step.rows()
                    .flatMap(rows -> new Comparison(step).differsFromWritten(last, rows))
                    .ifPresent(what -> fault(step, what));
        }
    }

    private void noteChange(Step step) {
        rowsChanged |= SqlWords.isChange(step.sql());
        definitionsChanged |= SqlWords.isDefinition(step.sql());
    }

    /** Faults in the expected tier; empty when all are as written. */
    List<String> tierFaults() {
        List<String> wrong = new ArrayList<>();
        tiers.forEach((step, seen) -> {
            Optional<String> expected = step.tiers().find(dialect, shards);
            if (!expected.equals(Optional.of(seen))) {
                wrong.add(place(step) + "takes the tier '" + seen + "'; the case says "
                        + expected.map(tier -> "'" + tier + "'").orElse("nothing"));
            }
        });
        return wrong;
    }

    private void fault(Step step, String what) {
        faults.add(place(step) + what);
    }

    private String place(Step step) {
        return conformanceCase.file().getFileName() + ":" + step.line() + ": " + dialect.word() + ", " + shards
                + (shards == 1 ? " shard" : " shards") + ": " + step.sql().replaceAll("\\s+", " ") + "\n    ";
    }
}
