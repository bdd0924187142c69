package io.kintsugi.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;

/**
 * One body, four ways to run it: the native driver on one plain database (the oracle), ours over one server with whole
 * and with merged results, and ours over two shards. What they see must be equal.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class Differential {
    private static final List<String> SCHEMA = List.of(
            """
            CREATE TABLE kinds (id bigint PRIMARY KEY, b boolean, i2 smallint, i4 integer, i8 bigint, f4 real,
                f8 double precision, n numeric, n2 numeric(12,2), t text, v varchar(20), c char(5), ba bytea, d date,
                tm time, tmz timetz, ts timestamp, tsz timestamptz, u uuid, j json, jb jsonb, ia integer[], ta text[],
                iv interval, ip inet, bt bit(3))""",
            "CREATE TABLE users (user_id bigint PRIMARY KEY, name text NOT NULL, age integer DEFAULT 7, note text)",
            "CREATE TABLE orders (order_id bigint, user_id bigint REFERENCES users, total numeric(12,2),"
                    + " PRIMARY KEY (user_id, order_id))");

    private final KintsugiDriver driver = new KintsugiDriver();
    private Contestants.Contestant oracle;
    private List<Contestants.Contestant> others;

    interface Script {
        void run(Connection connection, Transcript transcript) throws SQLException;
    }

    @BeforeAll
    void start() throws SQLException {
        oracle = Contestants.plain(SCHEMA);
        Cluster cluster = Cluster.create("""
                main:
                  shards: {s0: {nodes: [s0]}, s1: {nodes: [s1]}}
                  tables: {kinds: {key: id}, users: {key: user_id}, orders: {key: user_id}}
                """);
        Contestants.Contestant sharded = cluster.contestant(driver);
        Contestants.define(sharded, SCHEMA);
        others = List.of(Contestants.ours(SCHEMA, false), Contestants.ours(SCHEMA, true), sharded);
    }

    @AfterAll
    void stop() {
        driver.engines().close();
    }

    @BeforeEach
    void empty() throws SQLException {
        List<Contestants.Contestant> all = new ArrayList<>(others);
        all.add(oracle);
        for (Contestants.Contestant contestant : all) {
            try (Connection connection = contestant.connect();
                    Statement statement = connection.createStatement()) {
                statement.execute("SET kintsugi.transaction_mode = 'best-effort'");
                statement.executeUpdate("DELETE FROM orders");
                statement.executeUpdate("DELETE FROM users");
                statement.executeUpdate("DELETE FROM kinds");
            }
        }
    }

    /** The contestants that must see what the oracle sees. */
    List<Contestants.Contestant> others() {
        return others;
    }

    void same(Script script) throws SQLException {
        List<String> expected = run(oracle, script);
        for (Contestants.Contestant contestant : others) {
            assertThat(run(contestant, script)).as(contestant.name()).containsExactlyElementsOf(expected);
        }
    }

    /** The same for what only ours over two shards has to do in a way of its own. */
    void sameOverShards(Script script) throws SQLException {
        Contestants.Contestant sharded = sharded();
        assertThat(run(sharded, script)).as(sharded.name()).containsExactlyElementsOf(run(oracle, script));
    }

    /** Ours over two shards. */
    Contestants.Contestant sharded() {
        return others.get(others.size() - 1);
    }

    private static List<String> run(Contestants.Contestant contestant, Script script) throws SQLException {
        Transcript transcript = new Transcript();
        try (Connection connection = contestant.connect()) {
            script.run(connection, transcript);
        } catch (SQLException failed) {
            throw new SQLException(contestant + ": " + failed.getMessage(), failed.getSQLState(), failed);
        }
        return transcript.lines();
    }

    static void insertUsers(Connection connection, int count) throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement("INSERT INTO users (user_id, name) VALUES (?, ?)")) {
            for (int id = 1; id <= count; id++) {
                insert.setLong(1, id);
                insert.setString(2, "user " + id);
                insert.executeUpdate();
            }
        }
    }
}
