package io.kintsugi.jdbc.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

/** Results across the end of a transaction. */
final class HoldabilityContractIT extends JdbcContract {
    private static final String ALL = "SELECT user_id FROM users ORDER BY user_id";

    @Test
    void holdability_isKept() throws Exception {
        for (int wanted : new int[] {ResultSet.HOLD_CURSORS_OVER_COMMIT, ResultSet.CLOSE_CURSORS_AT_COMMIT}) {
            connection.setHoldability(wanted);
            strict(() -> assertThat(connection.getHoldability()).isEqualTo(wanted));
            strict(() -> assertThat(connection.createStatement().getResultSetHoldability())
                    .isEqualTo(wanted));
            strict(() -> assertThat(connection.prepareStatement("SELECT 1").getResultSetHoldability())
                    .isEqualTo(wanted));
        }
        strict(() -> assertFails(Failures.ARGUMENT, () -> connection.setHoldability(77)));
    }

    @Test
    void heldResult_outlivesTheCommit() throws Exception {
        users(30);
        connection.setAutoCommit(false);
        for (String sql : new String[] {ALL, texts.series(30), "SELECT user_id FROM users WHERE user_id = 4"}) {
            for (int type : new int[] {ResultSet.TYPE_FORWARD_ONLY, ResultSet.TYPE_SCROLL_INSENSITIVE}) {
                try (Statement statement = connection.createStatement(
                        type, ResultSet.CONCUR_READ_ONLY, ResultSet.HOLD_CURSORS_OVER_COMMIT)) {
                    statement.setFetchSize(3);
                    ResultSet rows = statement.executeQuery(sql);
                    assertThat(rows.next()).isTrue();
                    connection.commit();
                    int count = 1;
                    while (rows.next()) {
                        count++;
                    }
                    assertThat(count).isIn(1, 30);
                }
            }
        }
    }

    @Test
    void resultOfSeveralShards_outlivesTheCommit_whereThatIsTheDefault() throws Exception {
        users(30);
        connection.setAutoCommit(false);
        if (connection.getHoldability() == ResultSet.CLOSE_CURSORS_AT_COMMIT) {
            connection.rollback();
            return;
        }
        for (boolean commits : new boolean[] {true, false}) {
            try (Statement statement = connection.createStatement()) {
                ResultSet rows = statement.executeQuery(ALL);
                assertThat(rows.next()).isTrue();
                if (commits) {
                    connection.commit();
                } else {
                    connection.rollback();
                }
                assertThat(one("SELECT count(*) FROM users")).isEqualTo("30");
                for (long id = 2; id <= 30; id++) {
                    assertThat(rows.next()).isTrue();
                    assertThat(rows.getLong(1)).isEqualTo(id);
                }
                assertThat(rows.next()).isFalse();
            }
        }
        connection.rollback();
    }

    @Test
    void wholeResult_outlivesTheCommit() throws Exception {
        users(6);
        connection.setAutoCommit(false);
        try (PreparedStatement select = connection.prepareStatement("SELECT name FROM users WHERE user_id = ?")) {
            select.setLong(1, 3);
            ResultSet rows = select.executeQuery();
            connection.commit();
            assertThat(rows.next()).isTrue();
            assertThat(rows.getString(1)).isEqualTo("user 3");
        }
        connection.rollback();
    }
}
