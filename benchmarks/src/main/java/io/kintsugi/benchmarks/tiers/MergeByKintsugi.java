package io.kintsugi.benchmarks.tiers;

import io.kintsugi.jdbc.KintsugiDataSource;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** The application says the query and reads its rows. */
final class MergeByKintsugi implements Contestant<MergeQuery> {
    private final KintsugiDataSource source;

    /** @param source closed with this */
    MergeByKintsugi(KintsugiDataSource source) {
        this.source = source;
    }

    @Override
    public String name() {
        return "kintsugi";
    }

    @Override
    public long answer(MergeQuery query) throws SQLException {
        try (Connection connection = source.getConnection();
                PreparedStatement statement = connection.prepareStatement(query.text())) {
            statement.setLong(1, query.rows());
            try (ResultSet rows = statement.executeQuery()) {
                return query.isOrdered() ? ordered(rows) : grouped(rows);
            }
        }
    }

    private static long ordered(ResultSet rows) throws SQLException {
        long sum = 0;
        while (rows.next()) {
            sum = MergeSums.withRow(
                    sum, rows.getLong(1), rows.getLong(2), rows.getString(3), rows.getBigDecimal(4), rows.getString(5));
        }
        return sum;
    }

    private static long grouped(ResultSet rows) throws SQLException {
        long sum = 0;
        while (rows.next()) {
            sum += MergeSums.ofGroup(rows.getLong(1), rows.getLong(2), rows.getBigDecimal(3), rows.getBigDecimal(4));
        }
        return sum;
    }

    @Override
    public void close() {
        source.close();
    }
}
