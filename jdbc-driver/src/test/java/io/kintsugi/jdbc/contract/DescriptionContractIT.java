package io.kintsugi.jdbc.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.ParameterMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

/** Metadata of results and of parameters. */
final class DescriptionContractIT extends JdbcContract {
    private static void describe(ResultSetMetaData columns) throws Exception {
        for (int column = 1; column <= columns.getColumnCount(); column++) {
            columns.getColumnName(column);
            columns.getColumnLabel(column);
            columns.getColumnType(column);
            columns.getColumnTypeName(column);
            columns.getColumnClassName(column);
            columns.getColumnDisplaySize(column);
            columns.getPrecision(column);
            columns.getScale(column);
            columns.isNullable(column);
            columns.isAutoIncrement(column);
            columns.isCaseSensitive(column);
            columns.isCurrency(column);
            columns.isSearchable(column);
            columns.isSigned(column);
            columns.isReadOnly(column);
            columns.isWritable(column);
            columns.isDefinitelyWritable(column);
            columns.getTableName(column);
            columns.getSchemaName(column);
            columns.getCatalogName(column);
        }
        assertFails(() -> columns.getColumnName(0));
        assertFails(() -> columns.getColumnName(columns.getColumnCount() + 1));
    }

    @Test
    void columns_areDescribedBeforeAndAfterExecution() throws Exception {
        kinds();
        users(3);
        for (String sql : new String[] {
            "SELECT * FROM kinds WHERE id = 7",
            "SELECT * FROM kinds ORDER BY id",
            "SELECT user_id AS a, age + 1 AS b, upper(name), 'x' AS c FROM users WHERE user_id = 2",
            "SELECT u.name, o.total FROM users u LEFT JOIN orders o ON o.user_id = u.user_id ORDER BY u.user_id",
            "SELECT age, count(*), sum(age) AS total FROM users GROUP BY age",
            "SELECT code, name FROM country",
            "SELECT note_id FROM notes WHERE user_id = 1"
        }) {
            try (PreparedStatement select = connection.prepareStatement(sql)) {
                describe(select.getMetaData());
                try (ResultSet rows = select.executeQuery()) {
                    describe(rows.getMetaData());
                    describe(select.getMetaData());
                }
            }
            try (Statement statement = connection.createStatement()) {
                describe(statement.executeQuery(sql).getMetaData());
            }
        }
    }

    @Test
    void statementWithoutRows_hasNoColumns() throws Exception {
        try (PreparedStatement update = connection.prepareStatement("UPDATE users SET age = ? WHERE user_id = ?")) {
            assertThat(update.getMetaData()).isNull();
        }
    }

    /** Some drivers know the number of the parameters only. */
    private static void describe(ParameterMetaData parameters, int number) throws Exception {
        attempt(() -> parameters.getParameterType(number));
        attempt(() -> parameters.getParameterTypeName(number));
        attempt(() -> parameters.getParameterClassName(number));
        attempt(() -> parameters.getParameterMode(number));
        attempt(() -> parameters.getPrecision(number));
        attempt(() -> parameters.getScale(number));
        attempt(() -> parameters.isNullable(number));
        attempt(() -> parameters.isSigned(number));
    }

    @Test
    void parameters_areDescribed() throws Exception {
        for (String sql : new String[] {
            "INSERT INTO users (user_id, name, age, note) VALUES (?, ?, ?, ?)",
            "SELECT * FROM kinds WHERE id = ? AND n2 > ? AND ts < ? AND u = ?",
            "UPDATE orders SET total = ? WHERE user_id = ? AND order_id = ?",
            "SELECT 1"
        }) {
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                ParameterMetaData parameters = statement.getParameterMetaData();
                for (int number = 1; number <= parameters.getParameterCount(); number++) {
                    describe(parameters, number);
                }
                assertFails(() -> parameters.getParameterType(99));
            }
        }
    }
}
