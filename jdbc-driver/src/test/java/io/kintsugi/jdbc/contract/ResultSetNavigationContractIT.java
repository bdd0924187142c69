package io.kintsugi.jdbc.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

/** Where a result set stands, forward and scrolling. */
final class ResultSetNavigationContractIT extends JdbcContract {
    private static final String ONE_SHARD = "SELECT user_id, name FROM users WHERE user_id = 3";
    private static final String ALL_SHARDS = "SELECT user_id, name FROM users ORDER BY user_id";

    private void positions(ResultSet rows) throws Exception {
        attempt(rows::isBeforeFirst);
        attempt(rows::isFirst);
        attempt(rows::getRow);
        attempt(rows::isAfterLast);
    }

    @Test
    void forwardOnly_goesForward() throws Exception {
        users(4);
        for (String sql : new String[] {ONE_SHARD, ALL_SHARDS, "SELECT user_id FROM users WHERE user_id = 99"}) {
            try (Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery(sql)) {
                positions(rows);
                while (rows.next()) {
                    positions(rows);
                    assertThat(rows.getLong(1)).isPositive();
                }
                positions(rows);
                assertThat(rows.next()).isFalse();
                assertFails(() -> rows.getLong(1));
                uncompared(() -> {
                    assertFails(rows::previous);
                    assertFails(rows::first);
                    assertFails(rows::last);
                    assertFails(() -> rows.absolute(1));
                    assertFails(() -> rows.relative(-1));
                    assertFails(rows::beforeFirst);
                    assertFails(rows::afterLast);
                });
                assertThat(rows.getType()).isEqualTo(ResultSet.TYPE_FORWARD_ONLY);
                assertThat(rows.getConcurrency()).isEqualTo(ResultSet.CONCUR_READ_ONLY);
                assertThat(rows.getFetchDirection()).isEqualTo(ResultSet.FETCH_FORWARD);
            }
        }
    }

    @Test
    void scrollable_goesEverywhere() throws Exception {
        users(5);
        for (String sql : new String[] {ONE_SHARD, ALL_SHARDS, texts.series(5)}) {
            try (Statement statement =
                            connection.createStatement(ResultSet.TYPE_SCROLL_INSENSITIVE, ResultSet.CONCUR_READ_ONLY);
                    ResultSet rows = statement.executeQuery(sql)) {
                scroll(rows);
            }
            try (PreparedStatement statement = connection.prepareStatement(
                            sql, ResultSet.TYPE_SCROLL_INSENSITIVE, ResultSet.CONCUR_READ_ONLY);
                    ResultSet rows = statement.executeQuery()) {
                scroll(rows);
            }
        }
    }

    private void scroll(ResultSet rows) throws Exception {
        assertThat(rows.getType()).isEqualTo(ResultSet.TYPE_SCROLL_INSENSITIVE);
        positions(rows);
        assertThat(rows.last()).isTrue();
        assertThat(rows.isLast()).isTrue();
        int count = rows.getRow();
        positions(rows);
        rows.getString(1);
        assertThat(rows.first()).isTrue();
        assertThat(rows.isFirst()).isTrue();
        assertThat(rows.previous()).isFalse();
        positions(rows);
        assertThat(rows.absolute(count)).isTrue();
        assertThat(rows.absolute(-1)).isTrue();
        assertThat(rows.absolute(count + 1)).isFalse();
        positions(rows);
        assertThat(rows.previous()).isTrue();
        rows.getString(1);
        attempt(() -> rows.relative(-count + 1));
        rows.getString(1);
        attempt(() -> rows.relative(-100));
        positions(rows);
        assertThat(rows.absolute(0)).isFalse();
        rows.afterLast();
        positions(rows);
        rows.beforeFirst();
        while (rows.next()) {
            rows.getString(1);
        }
        rows.setFetchDirection(ResultSet.FETCH_REVERSE);
        assertThat(rows.getFetchDirection()).isEqualTo(ResultSet.FETCH_REVERSE);
    }

    @Test
    void columns_areFoundByLabelAndNumber() throws Exception {
        users(2);
        for (String sql : new String[] {
            "SELECT user_id AS a, name AS A, age " + texts.quoted("Mixed Case") + " FROM users WHERE user_id = 1",
            "SELECT user_id AS a, name AS A, age " + texts.quoted("Mixed Case") + " FROM users ORDER BY user_id"
        }) {
            try (Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery(sql)) {
                assertThat(rows.next()).isTrue();
                assertThat(rows.findColumn("A")).isEqualTo(1);
                assertThat(rows.findColumn("mixed case")).isEqualTo(3);
                assertThat(rows.getLong("a")).isEqualTo(1);
                assertThat(rows.getInt("MIXED CASE")).isEqualTo(7);
                assertFails(() -> rows.findColumn("user_id"));
                assertFails(() -> rows.getString("nothing"));
                assertFails(() -> rows.getString(0));
                assertFails(() -> rows.getString(4));
                assertFails(() -> rows.getString(null));
            }
        }
    }

    @Test
    void readingOffARow_isAnError() throws Exception {
        users(2);
        for (String sql : new String[] {ONE_SHARD, ALL_SHARDS}) {
            try (Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery(sql)) {
                assertFails(Failures.CLOSED, () -> rows.getString(1));
                while (rows.next()) {
                    rows.getString(2);
                }
                assertFails(Failures.CLOSED, () -> rows.getString(1));
                rows.close();
                rows.close();
                assertThat(rows.isClosed()).isTrue();
                assertFails(Failures.CLOSED, () -> rows.getString(1));
                assertFails(Failures.CLOSED, rows::next);
            }
        }
    }

    @Test
    void results_areIndependentOfEachOther() throws Exception {
        users(6);
        try (Statement one = connection.createStatement();
                Statement two = connection.createStatement();
                ResultSet outer = one.executeQuery(ALL_SHARDS)) {
            while (outer.next()) {
                try (ResultSet inner =
                        two.executeQuery("SELECT name FROM users WHERE user_id = " + outer.getLong("user_id"))) {
                    assertThat(inner.next()).isTrue();
                    assertThat(inner.getString(1)).isEqualTo(outer.getString("name"));
                }
            }
        }
    }

    @Test
    void fetchSize_ofAResult_isKept() throws Exception {
        users(3);
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(ONE_SHARD)) {
            rows.setFetchSize(5);
            assertThat(rows.getFetchSize()).isEqualTo(5);
            assertFails(Failures.ARGUMENT, () -> rows.setFetchSize(-1));
            attempt(rows::getCursorName);
            attempt(rows::getHoldability);
            assertThat(rows.getStatement()).isSameAs(statement);
            attempt(rows::rowDeleted);
            attempt(rows::rowInserted);
            attempt(rows::rowUpdated);
            assertThat((Throwable) rows.getWarnings()).isNull();
            rows.clearWarnings();
        }
    }

    @Test
    void streams_inPiecesGiveAllRows() throws Exception {
        users(50);
        connection.setAutoCommit(false);
        for (String sql : new String[] {ALL_SHARDS, texts.series(50), "SELECT name FROM users ORDER BY user_id DESC"}) {
            try (Statement statement = connection.createStatement()) {
                statement.setFetchSize(7);
                try (ResultSet rows = statement.executeQuery(sql)) {
                    int count = 0;
                    while (rows.next()) {
                        count++;
                    }
                    assertThat(count).isEqualTo(50);
                }
            }
        }
        connection.rollback();
    }

    @Test
    void streams_rowByRowGiveAllRows() throws Exception {
        if (texts.streamingFetchSize().isEmpty()) {
            return;
        }
        users(50);
        for (boolean autoCommit : new boolean[] {true, false}) {
            connection.setAutoCommit(autoCommit);
            for (String sql : new String[] {ONE_SHARD, ALL_SHARDS, texts.series(50)}) {
                try (Statement statement = connection.createStatement()) {
                    statement.setFetchSize(texts.streamingFetchSize().getAsInt());
                    statement.getFetchSize();
                    rows(statement.executeQuery(sql));
                    // What is left unread goes with its result set.
                    try (ResultSet rows = statement.executeQuery(sql)) {
                        assertThat(rows.next()).isTrue();
                        rows.getFetchSize();
                    }
                    assertThat(one("SELECT count(*) FROM users")).isEqualTo("50");
                }
            }
        }
        connection.rollback();
    }

    @Test
    void unreadStream_doesNotHinderTheCommit() throws Exception {
        users(50);
        connection.setAutoCommit(false);
        Statement statement = connection.createStatement();
        statement.setFetchSize(5);
        ResultSet rows = statement.executeQuery(texts.series(50));
        assertThat(rows.next()).isTrue();
        connection.commit();
        recorder.pause();
        connection.createStatement().executeQuery("SELECT 1").next();
        connection.rollback();
    }
}
