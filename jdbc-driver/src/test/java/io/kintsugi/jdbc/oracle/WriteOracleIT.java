package io.kintsugi.jdbc.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import io.kintsugi.testkit.report.Report;
import io.kintsugi.testkit.report.Seed;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Random writes on one plain database and on one, two and four shards: the shards together hold the plain table's rows,
 * each where its key belongs, reference tables whole everywhere; what is refused changes nothing.
 */
class WriteOracleIT {
    private static final long FIXED_SEED = 20_261_121;
    private static final int SLICE = 120;
    private static final int PROOF_TRANSACTIONS = 6_000;

    @Test
    void writes_ofAFixedSeed_leaveTheSameRows() throws SQLException {
        run(FIXED_SEED, SLICE, new ArrayList<>());
    }

    @Test
    void writes_ofANewSeed_leaveTheSameRows() throws SQLException {
        run(Seed.of("random writes"), SLICE, new ArrayList<>());
    }

    @Test
    @Tag("proof")
    void writes_byTheThousand_leaveTheSameRows() throws SQLException, IOException {
        long seed = Seed.of("random writes, long");
        List<String> lines = new ArrayList<>();
        run(seed, Integer.getInteger("kintsugi.oracle.transactions", PROOF_TRANSACTIONS), lines);
        Report report = new Report(
                "oracle-writes",
                "mvn -Pproof -pl jdbc-driver -am verify -Dit.test=WriteOracleIT",
                seed,
                Clock.systemUTC());
        lines.forEach(line -> report.line("- " + line));
        report.save();
    }

    private static void run(long seed, int count, List<String> lines) throws SQLException {
        List<String> faults = new ArrayList<>();
        for (int shards : List.of(1, 2, 4)) {
            try (Twin twin = Twin.create(shards, seed)) {
                WriteRun run = new WriteRun(twin, seed + shards);
                run.run(count);
                faults.addAll(run.faults());
                lines.add(run.toString());
                System.out.println(run);
            }
        }
        assertThat(faults).as(String.join("\n\n", faults)).isEmpty();
    }
}
