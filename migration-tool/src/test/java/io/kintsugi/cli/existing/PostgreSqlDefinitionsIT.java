package io.kintsugi.cli.existing;

import io.kintsugi.embedded.SharedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is reported of an existing PostgreSQL schema, held against what Kintsugi takes on two shards. */
@Tag("proof")
final class PostgreSqlDefinitionsIT {
    private static final List<String> SCHEMA = List.of(
            "CREATE TABLE country (code char(2) PRIMARY KEY, name text)",
            "CREATE TABLE currency (id serial PRIMARY KEY, code char(3))",
            "CREATE TABLE users (id bigserial PRIMARY KEY, email text UNIQUE, country char(2) REFERENCES country,"
                    + " currency int REFERENCES currency, boss bigint REFERENCES users ON DELETE SET NULL)",
            "CREATE TABLE orders (id bigint GENERATED ALWAYS AS IDENTITY, user_id bigint NOT NULL REFERENCES users"
                    + " ON DELETE CASCADE, total numeric(12,2) DEFAULT 0 CHECK (total >= 0), gross numeric(14,2)"
                    + " GENERATED ALWAYS AS (total * 1.19) STORED, doc jsonb CHECK (doc ? 'a'), PRIMARY KEY (user_id, id))",
            "CREATE TABLE \"Order \"\"x\" (user_id bigint NOT NULL, \"select\" int, at timestamptz NOT NULL,"
                    + " UNIQUE (user_id, at)) PARTITION BY RANGE (at)",
            "CREATE TABLE order_old PARTITION OF \"Order \"\"x\" DEFAULT",
            "CREATE TABLE rooms (user_id bigint NOT NULL REFERENCES users ON DELETE SET NULL, during tstzrange,"
                    + " EXCLUDE USING gist (during WITH &&))",
            "CREATE TABLE visits (user_id bigint NOT NULL, seen timestamptz DEFAULT now(), token uuid DEFAULT"
                    + " gen_random_uuid())",
            "CREATE TABLE settings (name text PRIMARY KEY, value text, changed_by bigint REFERENCES users)",
            "CREATE TABLE floats (at float8 PRIMARY KEY)",
            "CREATE UNIQUE INDEX one_seen ON visits (seen)",
            "CREATE FUNCTION total_for(bigint) RETURNS numeric STABLE LANGUAGE sql AS"
                    + " 'SELECT sum(total) FROM orders WHERE user_id = $1'",
            "CREATE FUNCTION everything() RETURNS bigint STABLE LANGUAGE sql AS"
                    + " 'SELECT (SELECT count(*) FROM orders) + (SELECT count(*) FROM settings)'",
            "CREATE FUNCTION plain(text) RETURNS text IMMUTABLE LANGUAGE sql AS 'SELECT lower($1)'",
            "CREATE FUNCTION stamp() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'",
            "CREATE PROCEDURE forget(bigint) LANGUAGE sql AS 'DELETE FROM orders WHERE user_id = $1'",
            "ALTER TABLE visits ADD COLUMN spent numeric DEFAULT total_for(1)",
            "ALTER TABLE visits ADD COLUMN page text CHECK (plain(page) <> '')",
            "ALTER TABLE visits ADD CHECK (total_for(user_id) >= 0) NOT VALID",
            "CREATE TRIGGER stamping BEFORE INSERT ON orders FOR EACH ROW EXECUTE FUNCTION stamp()",
            "CREATE TRIGGER harmless BEFORE INSERT ON settings FOR EACH ROW EXECUTE FUNCTION stamp()",
            "CREATE RULE quiet AS ON DELETE TO visits DO INSTEAD NOTHING",
            "CREATE VIEW big_orders AS SELECT * FROM orders WHERE total > 100",
            "CREATE VIEW mixed AS SELECT o.id FROM orders o JOIN settings s ON s.changed_by = o.user_id",
            "CREATE VIEW asked AS SELECT doc ? 'b' AS b FROM orders",
            "CREATE MATERIALIZED VIEW sums AS SELECT user_id, sum(total) FROM orders GROUP BY user_id",
            "ALTER TABLE visits ENABLE ROW LEVEL SECURITY",
            "CREATE POLICY own ON visits USING (user_id = 7)",
            "INSERT INTO users SELECT n, 'u' || n FROM generate_series(1, 500) n",
            "INSERT INTO orders (user_id) SELECT id FROM users",
            "ANALYZE");

    private static final String BY_USER = """
            cluster: shop
            dialect: postgresql
            nodes:
              k-a: {url: ""}
              s0-a: {url: ""}
              s1-a: {url: ""}
              r0-a: {url: ""}
            catalog: {nodes: [k-a]}
            keyspaces:
              sharded:
                shards:
                  s0: {nodes: [s0-a]}
                  s1: {nodes: [s1-a]}
                tables:
                  users: {key: id}
                  orders: {key: user_id, generate: {id: tsid}}
                  "Order \\"x": {key: user_id}
                  order_old: {key: at}
                  visits: {key: user_id}
                  rooms: {key: user_id}
                  floats: {key: at}
                  country: {reference: true}
                  currency: {reference: true}
              rest:
                shards: {r0: {nodes: [r0-a]}}
                tables:
                  settings: {}
            """;

    private static final class Nodes implements SchemaOracle.Servers {
        @Override
        public String newNode() {
            return "postgresql://127.0.0.1:" + SharedPostgres.get().server().port() + "/"
                    + SharedPostgres.get().newDatabase().name();
        }

        @Override
        public Connection connect(String database) throws SQLException {
            return SharedPostgres.get().server().connect(database);
        }

        @Override
        public String credentials() {
            return "?user=postgres";
        }
    }

    private final SharedPostgres.Database database = SharedPostgres.get().newDatabase();

    @TempDir
    private Path folder = Path.of("");

    @BeforeEach
    void define() throws SQLException {
        try (Connection connection = DriverManager.getConnection(database.jdbcUrl());
                Statement statement = connection.createStatement()) {
            for (String text : SCHEMA) {
                statement.execute(text);
            }
        }
    }

    private SchemaOracle oracle() {
        return new SchemaOracle(new Nodes(), database.jdbcUrl(), folder);
    }

    /** There the visits lie where the function does not, which only the server can tell. */
    @Test
    void ofTheProposedLayout_isRefusedWhatIsReported() throws SQLException, IOException {
        SchemaOracle oracle = oracle();
        oracle.requireAgreement(
                oracle.proposedCluster(),
                "postgresql",
                Set.of("column visits.spent", "constraint visits_user_id_check of table visits"));
    }

    @Test
    void ofALayoutByUser_isRefusedWhatIsReported() throws SQLException, IOException {
        SchemaOracle oracle = oracle();
        oracle.requireAgreement(oracle.cluster(BY_USER), "postgresql", Set.of());
    }
}
