package io.kintsugi.engine;

import static io.kintsugi.engine.EngineFixture.query;
import static io.kintsugi.engine.EngineFixture.run;
import static io.kintsugi.engine.EngineFixture.update;
import static org.assertj.core.api.Assertions.assertThat;

import io.kintsugi.embedded.SharedPostgres;
import io.kintsugi.engine.api.EngineConfig;
import io.kintsugi.engine.api.EngineSession;
import io.kintsugi.engine.api.SessionOptions;
import io.kintsugi.node.ClusterPreparation;
import io.kintsugi.topology.FixedTopology;
import io.kintsugi.topology.Topology;
import io.kintsugi.topology.yaml.TopologyYaml;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** One database that is the only shard and the catalog: the fine way to start. */
class SingleShardIT {
    private static Topology topology() {
        String yaml =
                """
                cluster: small
                dialect: postgresql
                nodes:
                  a: {url: "postgresql://127.0.0.1:%d/%s", cell: here}
                keyspaces:
                  main:
                    shards:
                      s0: {nodes: [a], sync: 0}
                """
                        .formatted(
                                SharedPostgres.get().server().port(),
                                SharedPostgres.get().newDatabase().name());
        return TopologyYaml.parse(yaml, "small.yaml", name -> Optional.empty(), path -> "");
    }

    @Test
    void catalogAndShard_areOneDatabase_andOneBranch() throws SQLException {
        Topology topology = topology();
        ClusterPreparation.prepare(topology, EngineFixture::connect);
        try (Engine engine = Engine.start(new FixedTopology(topology), EngineConfig.DEFAULT)) {
            try (EngineSession session = engine.openSession(EngineFixture.USER, SessionOptions.DEFAULT)) {
                update(session, "CREATE TABLE anything (id serial PRIMARY KEY, note text)");
                update(session, "INSERT INTO anything (note) VALUES ('one'), ('two')");
                assertThat(query(session, "SELECT id, note FROM anything ORDER BY id"))
                        .containsExactly(List.of("1", "one"), List.of("2", "two"));
                run(session, "BEGIN ISOLATION LEVEL SERIALIZABLE");
                update(session, "DELETE FROM anything WHERE id = 1");
                assertThat(query(session, "SELECT relname FROM pg_class WHERE relname = 'anything'"))
                        .containsExactly(List.of("anything"));
                run(session, "COMMIT");
                assertThat(query(session, "SELECT count(*) FROM anything")).containsExactly(List.of("1"));
            }
            assertThat(engine.pools()).hasSize(1).allSatisfy(pool -> assertThat(pool.active()).isZero());
            assertThat(engine.unfinishedDdl(EngineFixture.USER)).isEmpty();
        }
    }
}
