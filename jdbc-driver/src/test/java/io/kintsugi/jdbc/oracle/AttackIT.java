package io.kintsugi.jdbc.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import io.kintsugi.embedded.SharedPostgres;
import io.kintsugi.testkit.oracle.Answer;
import io.kintsugi.testkit.oracle.Query;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The statements of {@link Attacks} and what random statements have found, each on all layouts. */
@Tag("proof")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AttackIT {
    private static final long SEED = 7;

    private Connection plain;
    private final Map<OracleCluster, Connection> clusters = new LinkedHashMap<>();

    @BeforeAll
    void start() throws SQLException {
        plain = SharedPostgres.get()
                .server()
                .connect(SharedPostgres.get().newDatabase().name());
        define(plain);
        for (int shards : List.of(1, 2, 4)) {
            OracleCluster cluster = OracleCluster.create(shards, OracleSchema.keyspaces(shards));
            Connection connection = cluster.connect();
            clusters.put(cluster, connection);
            OracleCluster.run(connection, List.of("SET kintsugi.transaction_mode = 'best-effort'"));
            define(connection);
        }
    }

    private static void define(Connection connection) throws SQLException {
        OracleCluster.run(connection, OracleSchema.definitions());
        OracleCluster.run(connection, Attacks.DEFINITIONS);
        OracleCluster.run(connection, OracleSchema.rows(SEED));
    }

    @AfterAll
    void stop() throws SQLException {
        plain.close();
        for (Connection connection : clusters.values()) {
            connection.close();
        }
    }

    @Test
    void reads_areAnsweredAsByOneDatabaseOrRefused() {
        List<String> faults = new ArrayList<>();
        int refused = 0;
        for (String sql : Attacks.READS) {
            Query query = new Query("attack", sql, List.of(), Attacks.isOrdered(sql));
            Answer expected = Answer.of(plain, query, 0);
            for (Map.Entry<OracleCluster, Connection> entry : clusters.entrySet()) {
                Answer answer = Answer.of(entry.getValue(), query, 0);
                refused += answer.refused() && entry.getKey().shards() == 2 ? 1 : 0;
                answer.wrongAgainst(expected, query.ordered())
                        .ifPresent(what -> faults.add(entry.getKey() + ": " + sql + "\n  " + what));
            }
        }
        System.out.println("attacks: " + Attacks.READS.size() + ", refused on two shards: " + refused);
        assertThat(faults).as(String.join("\n\n", faults)).isEmpty();
    }
}
