package io.kintsugi.router.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import io.kintsugi.embedded.SharedMySql;
import io.kintsugi.router.schema.BuiltInFunctions;
import io.kintsugi.testkit.engine.MySqlTest;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Whether the list of MySQL's functions is the server's own. */
@MySqlTest
final class MySqlFunctionsIT {
    private static final int NO_SUCH_FUNCTION = 1305;

    /** Names that other versions lack. */
    private static final Set<String> NEW_OR_GONE = Set.of(
            "from_vector",
            "string_to_vector",
            "vector_dim",
            "vector_to_string",
            "json_duality_object",
            "distance",
            "master_pos_wait",
            "current_user_in",
            "current_role_in",
            "ps_current_thread_id",
            "ps_thread_id",
            "format_bytes",
            "format_pico_time");

    @Test
    void everyListedFunction_isKnownToTheServer() throws SQLException {
        Set<String> unknown = new TreeSet<>();
        try (Connection connection = DriverManager.getConnection(
                        SharedMySql.get().newDatabase().jdbcUrl());
                Statement statement = connection.createStatement()) {
            for (String name : BuiltInFunctions.mySql().names()) {
                if (error(statement, "SELECT " + name + "()") == NO_SUCH_FUNCTION) {
                    unknown.add(name);
                }
            }
        }
        unknown.removeAll(NEW_OR_GONE);
        assertThat(unknown).isEmpty();
    }

    @Test
    void everyFunctionThatApplicationsUse_isListed() {
        BuiltInFunctions known = BuiltInFunctions.mySql();
        assertThat(List.of(
                        "now",
                        "concat",
                        "count",
                        "json_extract",
                        "date_add",
                        "timestampdiff",
                        "if",
                        "group_concat",
                        "row_number",
                        "last_insert_id",
                        "json_table",
                        "convert"))
                .allMatch(name -> known.function(name).isPresent());
    }

    private static int error(Statement statement, String sql) {
        try {
            statement.execute("PREPARE p FROM '" + sql + "'");
            return 0;
        } catch (SQLException refused) {
            return refused.getErrorCode();
        }
    }
}
