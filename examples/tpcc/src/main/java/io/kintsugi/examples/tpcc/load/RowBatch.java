package io.kintsugi.examples.tpcc.load;

import io.kintsugi.examples.tpcc.jdbc.Session;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Gathers inserts and sends them in batches, each batch a transaction. With several statements, those of parents come
 * first in the list and are sent first. Confined to one thread.
 */
final class RowBatch {

    private static final int ROWS = 1000;

    private final Session session;
    private final List<String> statements;
    private int rows;

    RowBatch(Session session, String... parentsFirst) {
        this.session = session;
        this.statements = List.of(parentsFirst);
    }

    void add(String sql, @Nullable Object... parameters) throws SQLException {
        session.addBatch(sql, parameters);
        rows++;
    }

    /** Called between rows that need not go together. */
    void sendWhenFull() throws SQLException {
        if (rows >= ROWS) {
            send();
        }
    }

    void send() throws SQLException {
        for (String statement : statements) {
            session.executeBatch(statement);
        }
        session.commit();
        rows = 0;
    }
}
