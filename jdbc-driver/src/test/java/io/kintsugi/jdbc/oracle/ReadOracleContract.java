package io.kintsugi.jdbc.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import io.kintsugi.jdbc.KintsugiDriver;
import io.kintsugi.testkit.report.Report;
import io.kintsugi.testkit.report.Seed;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Random SELECTs on one plain database and on shards of some layouts: an equal answer or a refusal, never another. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ReadOracleContract {
    private static final long FIXED_SEED = 20_261_120;
    private static final int SLICE = 1_000;
    private static final int PROOF_QUERIES = 100_000;
    private static final List<KeyspaceLayout> LAYOUTS =
            List.of(KeyspaceLayout.together(1), KeyspaceLayout.together(2), KeyspaceLayout.apart(4));

    private final DialectWorld dialect;
    private ReadSessions sessions;

    ReadOracleContract(DialectWorld dialect) {
        this.dialect = dialect;
    }

    /** The report's name. */
    abstract String report();

    @BeforeAll
    void start() throws SQLException {
        sessions = ReadWorld.create(dialect, FIXED_SEED, LAYOUTS).connect(new KintsugiDriver());
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
        int queries = Integer.getInteger("kintsugi.oracle.queries", PROOF_QUERIES);
        ReadTally tally = run(seed, queries);
        Report report = new Report(
                report(),
                "mvn -Pproof -pl jdbc-driver -am verify -Dit.test=" + getClass().getSimpleName()
                        + " -Dkintsugi.oracle.queries=" + queries,
                seed,
                Clock.systemUTC());
        tally.describe(report);

        report.save();
        tally.requireNoFault();
        assertThat(tally.mergedShare())
                .as("share of the queries with rows from several shards")
                .isGreaterThanOrEqualTo(30);
    }

    private ReadTally run(long seed, int count) {
        return new ReadOracle(dialect.speech(), sessions).run(seed, count);
    }
}
