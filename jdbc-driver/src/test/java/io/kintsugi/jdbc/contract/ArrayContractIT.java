package io.kintsugi.jdbc.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Array;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.Statement;
import java.sql.Types;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** java.sql.Array, made by the application and read from a row. */
final class ArrayContractIT extends JdbcContract {
    private void roundTrip(String column, String type, Object[] elements) throws Exception {
        Array array = connection.createArrayOf(type, elements);
        try (PreparedStatement insert =
                        connection.prepareStatement("INSERT INTO kinds (id, " + column + ") VALUES (?, ?)");
                Statement statement = connection.createStatement()) {
            insert.setLong(1, 7);
            insert.setArray(2, array);
            insert.executeUpdate();
            for (String sql : new String[] {
                "SELECT " + column + " FROM kinds WHERE id = 7", "SELECT " + column + " FROM kinds ORDER BY id"
            }) {
                try (ResultSet rows = statement.executeQuery(sql)) {
                    assertThat(rows.next()).isTrue();
                    read(rows.getArray(1));
                    rows.getObject(1);
                    rows.getString(column);
                }
            }
            statement.executeUpdate("DELETE FROM kinds WHERE id = 7");
        }
        array.free();
    }

    private static void read(Array array) throws Exception {
        array.getArray();
        array.getBaseType();
        array.getBaseTypeName();
        attempt(() -> array.getArray(1, 1));
        attempt(() -> array.getArray(99, 1));
        try (ResultSet elements = array.getResultSet()) {
            rows(elements);
        }
        attempt(() -> rows(array.getResultSet(1, 1)));
    }

    @Test
    void arrays_areWrittenAndRead() throws Exception {
        roundTrip("ia", "int4", new Object[] {1, null, 3});
        roundTrip("ia", "integer", new Integer[] {1, 2});
        roundTrip("ia", "int4", new Object[0]);
        roundTrip("ta", "text", new Object[] {"a,b", "c\"d", null, ""});
        roundTrip("ta", "varchar", new String[] {"{}", "\\"});
        roundTrip("ia", "int4", new Integer[][] {{1, 2}, {3, 4}});
    }

    @Test
    void ownArray_canBeRead() throws Exception {
        read(connection.createArrayOf("int4", new Integer[] {1, 2, 3}));
        read(connection.createArrayOf("text", new String[] {"x", null}));
        read(connection.createArrayOf("uuid", new UUID[] {UUID.fromString("6f9619ff-8b86-d011-b42d-00c04fc964ff")}));
        assertFails(() -> connection.createArrayOf("no_such_type", new Object[] {1}));
    }

    @Test
    void objects_thatAreArrays_areSet() throws Exception {
        try (PreparedStatement select = connection.prepareStatement("SELECT ?::int[], ?::text[]")) {
            select.setObject(1, new int[] {1, 2});
            select.setObject(2, new String[] {"a"}, Types.ARRAY);
            assertThat(rows(select.executeQuery()).get(0)).containsExactly("{1,2}", "{a}");
            select.setNull(1, Types.ARRAY);
            select.setArray(2, null);
            assertThat(rows(select.executeQuery()).get(0)).containsExactly(null, null);
        }
    }

    @Test
    void arrays_areConditions() throws Exception {
        users(6);
        try (PreparedStatement select =
                connection.prepareStatement("SELECT user_id FROM users WHERE name = ANY (?) ORDER BY user_id")) {
            select.setArray(1, connection.createArrayOf("text", new String[] {"user 2", "user 5"}));
            assertThat(rows(select.executeQuery())).hasSize(2);
        }
    }
}
