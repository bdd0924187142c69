package io.kintsugi.engine.result;

import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One native result set that is the whole result. */
public final class WholeCursor extends AbstractCursor {
    private final NativeResult result;
    private final ResultSet rows;

    /** @param others further statements to close with this cursor */
    public WholeCursor(NativeResult result, List<? extends Statement> others, Completion completion) {
        super(with(result.statement(), others), completion);
        this.result = result;
        this.rows = result.rows();
    }

    private static List<Statement> with(Statement own, List<? extends Statement> others) {
        if (others.isEmpty()) {
            return List.of(own);
        }
        List<Statement> all = new ArrayList<>(others);
        all.add(own);
        return all;
    }

    @Override
    boolean advance() throws SQLException {
        return result.next();
    }

    @Override
    public ResultSetMetaData metaData() throws SQLException {
        return rows.getMetaData();
    }

    @Override
    public int visibleColumns() {
        try {
            return rows.getMetaData().getColumnCount();
        } catch (SQLException failed) {
            throw new IllegalStateException("the result set is closed", failed);
        }
    }

    @Override
    public ResultSet current() {
        return rows;
    }

    @Override
    public Optional<ResultSet> whole() {
        return Optional.of(rows);
    }
}
