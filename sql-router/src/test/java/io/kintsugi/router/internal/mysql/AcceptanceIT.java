package io.kintsugi.router.internal.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import io.kintsugi.embedded.SharedMySql;
import io.kintsugi.router.internal.calcite.SyntaxSamples;
import io.kintsugi.testkit.engine.MySqlTest;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The server takes every construct of the table of shapes that we take, and refuses what we refuse, but for a few. */
@MySqlTest
final class AcceptanceIT {
    private static final int SYNTAX_ERROR = 1064;
    private static final int DERIVED_TABLE_WITHOUT_ALIAS = 1248;
    private static final int WRONG_USAGE = 1221;

    /**
     * Legal in MySQL, and refused by us: session state out of a query, a sum nobody should write; and what the server
     * refuses once it knows the tables.
     */
    private static final Set<String> REFUSED_BY_US = Set.of(
            "SELECT a INTO @x FROM t",
            "SELECT INTERVAL 1 DAY + d + 1 FROM t",
            "SELECT f(a AS b) FROM t",
            "UPDATE t JOIN u ON t.a = u.a SET t.b = 1 LIMIT 1");

    /** A name in old servers and a word in newer ones, which then refuse it. */
    private static final Set<String> TAKEN_BY_US = Set.of("SELECT sql_no_cache FROM t");

    @Test
    void shapes_areTakenOrRefused_asTheServerDoes() throws SQLException {
        String url = SharedMySql.get().newDatabase().jdbcUrl();
        String prepared =
                url + (url.contains("?") ? "&" : "?") + "useServerPrepStmts=true&emulateUnsupportedPstmts=false";
        List<String> differences = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection(prepared)) {
            for (SyntaxSamples.Sample sample : SyntaxSamples.all("/syntax/mysql-shapes.txt")) {
                boolean refused = isRefused(connection, sample.sql());
                boolean known = REFUSED_BY_US.contains(sample.sql()) || TAKEN_BY_US.contains(sample.sql());
                if (refused != sample.refused() && !known) {
                    differences.add((refused ? "the server refuses: " : "the server takes: ") + sample.sql());
                }
            }
        }
        assertThat(differences).isEmpty();
    }

    private static boolean isRefused(Connection connection, String sql) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            return false;
        } catch (SQLException error) {
            int code = error.getErrorCode();
            return code == SYNTAX_ERROR || code == DERIVED_TABLE_WITHOUT_ALIAS || code == WRONG_USAGE;
        }
    }
}
