package io.kintsugi.jdbc.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import io.kintsugi.jdbc.KintsugiDriver;
import io.kintsugi.testkit.oracle.Answer;
import io.kintsugi.testkit.oracle.Dice;
import io.kintsugi.testkit.oracle.Query;
import io.kintsugi.testkit.report.Report;
import io.kintsugi.testkit.report.Seed;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * Random SELECTs on one plain database and on one, two and four shards: an equal answer or a refusal, never another.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReadOracleIT {
    private static final long FIXED_SEED = 20_261_120;
    private static final int SLICE = 700;
    private static final int PROOF_QUERIES = 40_000;
    private static final int FAULTS_SHOWN = 25;

    private ReadSessions sessions;

    @BeforeAll
    void start() throws SQLException {
        sessions = ReadWorld.create(new PostgresDatabases(), FIXED_SEED, List.of(1, 2, 4))
                .connect(new KintsugiDriver());
    }

    @AfterAll
    void stop() throws SQLException {
        sessions.close();
    }

    @Test
    void selects_ofAFixedSeed_areAnsweredAsByOneDatabaseOrRefused() {
        run(FIXED_SEED, SLICE).requireNoFault();
    }

    @Test
    void selects_ofANewSeed_areAnsweredAsByOneDatabaseOrRefused() {
        run(Seed.of("random selects"), SLICE).requireNoFault();
    }

    @Test
    @Tag("proof")
    void selects_byTheThousand_areAnsweredAsByOneDatabaseOrRefused() throws IOException {
        long seed = Seed.of("random selects, long");
        ReadTally tally = run(seed, Integer.getInteger("kintsugi.oracle.queries", PROOF_QUERIES));
        Report report = new Report(
                "oracle", "mvn -Pproof -pl jdbc-driver -am verify -Dit.test=ReadOracleIT", seed, Clock.systemUTC());
        tally.describe(report);

        report.save();
        tally.requireNoFault();
        assertThat(tally.mergedShare())
                .as("share of the answers with rows from several shards")
                .isGreaterThanOrEqualTo(30);
    }

    private ReadTally run(long seed, int count) {
        Dice dice = new Dice(seed);
        SelectMaker maker = new SelectMaker(dice, new PostgresSpeech());
        ReadTally tally = new ReadTally();
        for (int i = 0; i < count && tally.faults().size() < FAULTS_SHOWN; i++) {
            ask(maker.next(), dice.of(0, 0, 1, 3), tally);
            sessions.between(dice);
        }
        System.out.println(tally);
        return tally;
    }

    private void ask(Query query, int fetchSize, ReadTally tally) {
        Answer expected = Answer.of(sessions.plain(), query, 0);
        for (Map.Entry<OracleCluster, Connection> entry : sessions.clusters().entrySet()) {
            Answer answer = Answer.of(entry.getValue(), query, fetchSize);
            answer.wrongAgainst(expected, query.ordered()).ifPresent(what -> {
                Query least = sessions.inTransaction()
                        ? query
                        : new Shrinker(sessions.plain(), entry.getValue()).least(query);
                tally.fault(entry.getKey() + ": " + query + "\n  least: " + least.sql() + "\n  " + what);
            });
            tally.count(entry.getKey().shards(), query, expected, answer, route(entry, query, answer, expected));
        }
    }

    /** Which tier answers; only asked where it matters. */
    private static List<String> route(
            Map.Entry<OracleCluster, Connection> entry, Query query, Answer answer, Answer expected) {
        if (!answer.answered() || !expected.answered() || entry.getKey().shards() == 1) {
            return List.of();
        }
        Answer route = Answer.of(entry.getValue(), query.withSql("EXPLAIN (ROUTE, ESTIMATES off) " + query.sql()), 0);
        return new ArrayList<>(route.rows());
    }
}
