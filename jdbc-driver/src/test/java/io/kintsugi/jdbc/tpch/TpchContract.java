package io.kintsugi.jdbc.tpch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertAll;

import io.kintsugi.testkit.oracle.DatabaseServers;
import io.kintsugi.testkit.report.Report;
import io.kintsugi.testkit.tpch.TpchLayout;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** All 22 queries over two shards, in layouts that suit them and in one that does not. */
abstract class TpchContract {
    private static final double SCALE = 0.01;
    private static final double PROOF_SCALE = Double.parseDouble(System.getProperty("kintsugi.tpch.scale", "0.1"));
    private static final int TIMEOUT_SECONDS = 60;
    private static final long NO_SEED = 0;

    /** What no database beside the shards may be needed for. */
    private static final Map<TpchLayout, Set<String>> STREAMED = Map.of(
            TpchLayout.CO_LOCATED, Set.of("q01", "q06", "q12"),
            TpchLayout.AROUND_ORDERS, Set.of("q01", "q06", "q12", "q14"),
            TpchLayout.NOT_CO_LOCATED, Set.of("q01", "q06"));

    abstract DatabaseServers servers();

    /** The report's name. */
    abstract String name();

    @Test
    void everyQuery_comesToWhatIsWritten() throws SQLException {
        // Every day the layouts that differ most; all where the lists are written anew.
        comesToWhatIsWritten(
                System.getProperty("accept") != null
                        ? List.of(TpchLayout.values())
                        : List.of(TpchLayout.CO_LOCATED, TpchLayout.NOT_CO_LOCATED));
    }

    @Test
    @Tag("proof")
    void everyQuery_aroundOrders_comesToWhatIsWritten() throws SQLException {
        comesToWhatIsWritten(List.of(TpchLayout.AROUND_ORDERS));
    }

    private void comesToWhatIsWritten(List<TpchLayout> layouts) throws SQLException {
        DatabaseServers servers = servers();
        TpchSuite suite = new TpchSuite(servers, SCALE, TIMEOUT_SECONDS);
        assertAll(layouts.stream().map(layout -> () -> {
            List<TpchOutcome> outcomes = suite.run(servers, layout);
            ExpectedOutcomes.require(outcomes, servers.dialect(), layout);
            requireStreamed(outcomes, layout);
        }));
    }

    private void requireStreamed(List<TpchOutcome> outcomes, TpchLayout layout) {
        Set<String> floors = new TreeSet<>(STREAMED.getOrDefault(layout, Set.of()));
        assertThat(outcomes.stream()
                        .filter(TpchOutcome::streamed)
                        .map(TpchOutcome::query)
                        .filter(floors::contains))
                .as("streamed on " + layout.title())
                .containsExactlyElementsOf(floors);
    }

    @Test
    @Tag("proof")
    void everyQuery_ofTenTimesTheRows_isAnsweredAsByOneDatabaseOrRefused() throws SQLException, IOException {
        DatabaseServers servers = servers();
        Report report = new Report(
                name(),
                "mvn -Pproof -pl jdbc-driver -am verify -Dit.test=" + getClass().getSimpleName(),
                NO_SEED,
                Clock.systemUTC());
        report.line("The 22 queries of TPC-H at scale " + PROOF_SCALE + " over two shards, beside one plain database"
                        + " with the same rows. All databases lie on one server of this machine: the times compare the"
                        + " ways, not capacity. One run, cold. Settings are the defaults.")
                .line("");
        TpchSuite suite = new TpchSuite(servers, PROOF_SCALE, TIMEOUT_SECONDS);
        List<TpchOutcome> all = new ArrayList<>();
        for (TpchLayout layout : TpchLayout.values()) {
            List<TpchOutcome> outcomes = suite.run(servers, layout);
            describe(report, layout, outcomes);
            all.addAll(outcomes);
        }
        report.save();
        ExpectedOutcomes.requireNoneWrong(all);
    }

    private static void describe(Report report, TpchLayout layout, List<TpchOutcome> outcomes) {
        long right = outcomes.stream()
                .filter(outcome -> outcome.verdict().equals(TpchOutcome.RIGHT))
                .count();
        report.line("## " + layout.title())
                .line("")
                .line(right + " of " + outcomes.size() + " are answered and right, "
                        + outcomes.stream().filter(TpchOutcome::wrong).count() + " are wrong; Q15 counts twice.");
        report.table(
                List.of("query", "outcome", "tier, or why not", "rows", "one database", "over two shards"),
                outcomes.stream().map(TpchContract::row).toList());
    }

    private static List<String> row(TpchOutcome outcome) {
        return List.of(
                outcome.query(),
                outcome.verdict(),
                outcome.place().replace("|", "\\|"),
                Integer.toString(outcome.plain().rows().size()),
                millis(outcome.plain().millis()),
                outcome.ours().answered() ? millis(outcome.ours().millis()) : "");
    }

    private static String millis(double value) {
        return String.format(Locale.ROOT, "%,.0f ms", value);
    }
}
