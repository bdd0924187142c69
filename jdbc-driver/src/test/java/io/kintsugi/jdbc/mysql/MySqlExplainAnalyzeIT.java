package io.kintsugi.jdbc.mysql;

import io.kintsugi.jdbc.ExplainAnalyzeContract;
import io.kintsugi.testkit.engine.MySqlTest;
import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;

/** On two MySQL databases. */
@MySqlTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class MySqlExplainAnalyzeIT extends ExplainAnalyzeContract {
    private MySqlCluster cluster;

    @BeforeAll
    void start() throws SQLException {
        cluster = MySqlCluster.create(2, """
                users: {key: user_id}
                notes: {key: user_id, generate: {note_id: sequence}}
                """);
        try (Connection connection = connect()) {
            run(connection, "CREATE TABLE users (user_id bigint PRIMARY KEY, name varchar(20), age integer NOT NULL)");
            run(
                    connection,
                    "CREATE TABLE notes (note_id bigint NOT NULL AUTO_INCREMENT, user_id bigint NOT NULL,"
                            + " text varchar(20) NOT NULL, PRIMARY KEY (user_id, note_id), KEY (note_id))");
        }
    }

    @Override
    protected Connection connect() throws SQLException {
        return cluster.sharded();
    }

    @Override
    protected String endless() {
        // A function that is interrupted gives a value, and no error.
        return "WITH RECURSIVE n AS (SELECT 1 AS i UNION ALL SELECT i + 1 FROM n WHERE i < 1000)"
                + " SELECT COUNT(*) FROM n a, n b, n c, n d WHERE a.i + b.i + c.i + d.i < 0";
    }
}
