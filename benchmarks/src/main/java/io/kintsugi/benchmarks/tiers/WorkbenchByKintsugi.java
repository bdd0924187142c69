package io.kintsugi.benchmarks.tiers;

import io.kintsugi.jdbc.KintsugiDataSource;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** The application says the query and reads its rows. */
final class WorkbenchByKintsugi implements Contestant<WorkbenchQuery> {
    private final KintsugiDataSource source;

    /** @param source closed with this */
    WorkbenchByKintsugi(KintsugiDataSource source) {
        this.source = source;
    }

    @Override
    public String name() {
        return "kintsugi";
    }

    @Override
    public long answer(WorkbenchQuery query) throws SQLException {
        try (Connection connection = source.getConnection();
                PreparedStatement statement = connection.prepareStatement(query.text());
                ResultSet rows = statement.executeQuery()) {
            return sum(query, rows);
        }
    }

    /** Of all columns of all rows, in whatever order they come. */
    static long sum(WorkbenchQuery query, ResultSet rows) throws SQLException {
        long sum = 0;
        while (rows.next()) {
            sum += query.groups()
                    ? rows.getString(1).hashCode()
                            + rows.getLong(2)
                            + rows.getBigDecimal(3).unscaledValue().longValue()
                    : rows.getLong(1)
                            + rows.getBigDecimal(2).unscaledValue().longValue()
                            + rows.getString(3).hashCode();
        }
        return sum;
    }

    @Override
    public void close() {
        source.close();
    }
}
