package io.kintsugi.jdbc.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import io.kintsugi.testkit.engine.MySqlTest;
import io.kintsugi.testkit.report.Seed;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The same data in one plain MySQL database and in 1, 2 and 4 shards: the same answers, or a refusal by name. */
@MySqlTest
class MySqlOracleIT {
    private static final String REFUSAL_CLASS = "KZ";
    private static final int QUERIES = Integer.getInteger("oracle.queries", 150);
    private static final int CHANGES = Integer.getInteger("oracle.changes", 60);

    /** A refused statement has no answer. */
    private static final List<String> REFUSED = List.of("refused");

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4})
    void queries_giveTheAnswersOfOneDatabase(int shards) throws SQLException {
        long seed = Seed.of("MySqlOracleIT queries on " + shards);
        Statements statements = new Statements(new Random(seed));
        MySqlCluster cluster = MySqlCluster.create(shards, Statements.TABLES);
        int refused = 0;
        try (Connection ours = cluster.sharded();
                Connection plain = cluster.plain()) {
            load(statements, ours, plain);
            for (int count = 0; count < QUERIES; count++) {
                Statements.Query query = statements.query();
                List<String> expected = rows(plain, query, false);
                List<String> found = rows(ours, query, count % 2 == 0);
                if (found.equals(REFUSED)) {
                    refused++;
                } else {
                    assertThat(found).as(query.sql()).isEqualTo(expected);
                }
            }
        }
        System.out.println("MySqlOracleIT: " + QUERIES + " queries on " + shards + " shards, " + refused + " refused");
        assertThat(refused).isLessThan(shards == 1 ? QUERIES / 50 + 1 : QUERIES / 3);
    }

    private static void load(Statements statements, Connection ours, Connection plain) throws SQLException {
        List<String> all = new ArrayList<>(Statements.DEFINITIONS);
        all.addAll(statements.rows());
        try (Statement sharded = ours.createStatement();
                Statement single = plain.createStatement()) {
            for (String sql : all) {
                single.execute(sql);
                sharded.execute(sql);
            }
        }
    }

    private static List<String> rows(Connection connection, Statements.Query query, boolean prepared)
            throws SQLException {
        try (PreparedStatement select = prepared ? connection.prepareStatement(query.sql()) : null;
                Statement statement = connection.createStatement();
                ResultSet rows = select != null ? select.executeQuery() : statement.executeQuery(query.sql())) {
            return read(rows, query.ordered());
        } catch (SQLException failed) {
            if (String.valueOf(failed.getSQLState()).startsWith(REFUSAL_CLASS)) {
                return REFUSED;
            }
            throw failed;
        }
    }

    /** Labels and types, then the rows by both forms of their values. */
    private static List<String> read(ResultSet rows, boolean ordered) throws SQLException {
        ResultSetMetaData metaData = rows.getMetaData();
        StringBuilder head = new StringBuilder();
        for (int column = 1; column <= metaData.getColumnCount(); column++) {
            head.append(metaData.getColumnLabel(column))
                    .append(' ')
                    .append(metaData.getColumnTypeName(column))
                    .append(' ')
                    .append(metaData.getScale(column))
                    .append(", ");
        }
        List<String> all = new ArrayList<>();
        while (rows.next()) {
            StringBuilder row = new StringBuilder();
            for (int column = 1; column <= metaData.getColumnCount(); column++) {
                // A TIME of MySQL is a duration, which is no java.sql.Time.
                boolean time = metaData.getColumnType(column) == Types.TIME;
                Object value = time ? rows.getString(column) : rows.getObject(column);
                row.append(value instanceof byte[] bytes ? Arrays.toString(bytes) : value)
                        .append(" (")
                        .append(value instanceof byte[] ? "" : rows.getString(column))
                        .append("), ");
            }
            all.add(row.toString());
        }
        if (!ordered) {
            all.sort(null);
        }
        all.add(0, head.toString());
        return all;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4})
    void changes_leaveTheRowsOfOneDatabase(int shards) throws SQLException {
        long seed = Seed.of("MySqlOracleIT changes on " + shards);
        Random random = new Random(seed);
        Statements statements = new Statements(random);
        MySqlCluster cluster = MySqlCluster.create(shards, Statements.TABLES);
        int refused = 0;
        try (Connection ours = cluster.sharded();
                Connection plain = cluster.plain()) {
            load(statements, ours, plain);
            for (int count = 0; count < CHANGES; count++) {
                boolean open = random.nextInt(4) == 0;
                ours.setAutoCommit(!open);
                plain.setAutoCommit(!open);
                for (int inside = open ? 1 + random.nextInt(4) : 1; inside > 0; inside--) {
                    refused += change(statements.change(), ours, plain) ? 0 : 1;
                }
                if (open && random.nextBoolean()) {
                    ours.rollback();
                    plain.rollback();
                } else if (open) {
                    ours.commit();
                    plain.commit();
                }
            }
            ours.setAutoCommit(true);
            plain.setAutoCommit(true);
            for (String table : List.of("item", "part", "kind")) {
                // Ids may have gaps elsewhere than on one server.
                String columns = table.equals("item") ? "k, n, d, s, b, u, f, day, at, clock, raw" : "*";
                Statements.Query query = new Statements.Query("SELECT " + columns + " FROM " + table, false);
                assertThat(rows(ours, query, false)).as(table).isEqualTo(rows(plain, query, false));
            }
        }
        System.out.println("MySqlOracleIT: " + CHANGES + " changes on " + shards + " shards, " + refused + " refused");
    }

    /** Ours first: what it refuses is not done on the plain database either. False when it is refused. */
    private static boolean change(String sql, Connection ours, Connection plain) throws SQLException {
        String found = outcome(sql, ours);
        if (found.startsWith("failed " + REFUSAL_CLASS)) {
            return false;
        }
        assertThat(found).as(sql).isEqualTo(outcome(sql, plain));
        return true;
    }

    private static String outcome(String sql, Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            return "count " + statement.executeUpdate(sql);
        } catch (SQLException failed) {
            return "failed " + failed.getSQLState() + " " + failed.getErrorCode();
        }
    }
}
