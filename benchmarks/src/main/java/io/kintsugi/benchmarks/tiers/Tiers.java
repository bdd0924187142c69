package io.kintsugi.benchmarks.tiers;

import io.kintsugi.testkit.report.Report;
import io.kintsugi.testkit.report.Seed;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/**
 * Measures the tiers in which several shards answer and writes {@code tiers.md}: {@code Tiers [--quick]
 * [merge|workbench]}. The report goes where the system property {@value Report#FOLDER_PROPERTY} says.
 */
public final class Tiers {
    private static final int ROUNDS = 30;
    private static final int QUICK_ROUNDS = 6;
    private static final int WORKBENCH_ROUNDS = 20;
    private static final long MERGE_TURN_MILLIS = 300;
    private static final long WORKBENCH_TURN_MILLIS = 500;
    private static final int WARM_UP_ROUNDS = 8;
    private static final int WORKBENCH_WARM_UP_ROUNDS = 4;

    private final TierCluster cluster;
    private final Report report;
    private final long seed;
    private final boolean quick;

    private Tiers(TierCluster cluster, Report report, long seed, boolean quick) {
        this.cluster = cluster;
        this.report = report;
        this.seed = seed;
        this.quick = quick;
    }

    public static void main(String[] arguments) throws IOException, SQLException {
        List<String> words = List.of(arguments);
        long seed = Seed.of("tiers");
        String command = ("benchmarks/tiers " + String.join(" ", words)).strip();
        Report report = new Report("tiers", command, seed, Clock.systemUTC());
        try (TierCluster cluster = TierCluster.start()) {
            report.line("Servers: two of " + cluster.engine() + ", one shard each; the catalog and the workbench's"
                            + " database beside the first. Every contestant has a turn in each round, in random order;"
                            + " all give the same answers before anything is timed. By hand runs twice under two names:"
                            + " what the twins differ by is what the machine adds by itself. Intervals hold the median"
                            + " of the rounds' differences with 95 %.")
                    .line("");
            Tiers tiers = new Tiers(cluster, report, seed, words.contains("--quick"));
            if (!words.contains("workbench")) {
                tiers.merge();
            }
            if (!words.contains("merge")) {
                tiers.workbench();
            }
        }
        report.save();
    }

    private void merge() throws SQLException {
        int rounds = quick ? QUICK_ROUNDS : ROUNDS;
        report.line("## Merges")
                .line("")
                .line(rounds + " rounds of " + MERGE_TURN_MILLIS
                        + " ms. By hand: the same text to both shards at once over pgjdbc, portions of "
                        + HandShards.FETCH_SIZE
                        + " rows, rows made objects and merged. CPU of the client process. Target:"
                        + " added CPU within 15 µs + 10 % of by hand's.");
        List<Contestant<MergeQuery>> contestants = List.of(
                new MergeByHand(TierTable.BY_HAND, cluster.shardUrls()),
                new MergeByHand(TierTable.TWIN, cluster.shardUrls()),
                new MergeByKintsugi(cluster.kintsugi()));
        Rounds<MergeQuery> turns = new Rounds<>(contestants, cluster.processes(), () -> {}, seed);
        TierTable table = new TierTable();
        for (MergeQuery query : MergeQuery.values()) {
            Map<String, List<Turn>> all = turns.run(query, WARM_UP_ROUNDS, rounds, MERGE_TURN_MILLIS);
            table.merge(query.title(), all);
        }
        report.table(TierTable.MERGE_HEADINGS, table.rows());
        close(contestants);
    }

    private void workbench() throws SQLException {
        int rounds = quick ? QUICK_ROUNDS : WORKBENCH_ROUNDS;
        report.line("## Workbench")
                .line("")
                .line(rounds + " rounds of at least " + WORKBENCH_TURN_MILLIS
                        + " ms or one call. By hand: `COPY … TO STDOUT BINARY` of both shards at once, in one snapshot each, and"
                        + " `COPY … FROM STDIN BINARY` into the same tables of the same database, in a transaction that is"
                        + " never committed; the same query, its rows read in portions of " + HandShards.FETCH_SIZE
                        + ". CPU of"
                        + " the client process and of all processes of the servers (Linux: `/proc/*/schedstat`, and what the"
                        + " first process has noted of those that ended). Both tables are vacuumed before each turn, which is"
                        + " nobody's time. Target: 1.3 times by hand's time and CPU.");
        List<Contestant<WorkbenchQuery>> contestants = List.of(
                new WorkbenchByHand(TierTable.BY_HAND, cluster.shardUrls(), cluster.url(TierCluster.WORKBENCH)),
                new WorkbenchByHand(TierTable.TWIN, cluster.shardUrls(), cluster.url(TierCluster.WORKBENCH)),
                new WorkbenchByKintsugi(cluster.kintsugi()));
        TierTable table = new TierTable();
        for (int size : WorkbenchQuery.SIZES) {
            Rounds<WorkbenchQuery> turns =
                    new Rounds<>(contestants, cluster.processes(), () -> cluster.vacuumWorkbench(size), seed);
            for (boolean groups : new boolean[] {false, true}) {
                WorkbenchQuery query = new WorkbenchQuery(size, groups);
                table.workbench(
                        query.title(), turns.run(query, WORKBENCH_WARM_UP_ROUNDS, rounds, WORKBENCH_TURN_MILLIS));
            }
        }
        report.table(TierTable.WORKBENCH_HEADINGS, table.rows());
        close(contestants);
    }

    private static void close(List<? extends Contestant<?>> contestants) throws SQLException {
        for (Contestant<?> contestant : contestants) {
            contestant.close();
        }
    }
}
