package io.kintsugi.benchmarks.tiers;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import org.postgresql.copy.CopyOut;

/**
 * The same plan with the native driver: rows of both shards as they lie in COPY's binary form into the real tables of
 * the workbench's database, in a transaction that is never committed; the shards are asked at the same time, each in
 * one snapshot.
 */
final class WorkbenchByHand implements Contestant<WorkbenchQuery> {
    /** Signature, flags, length of the extension: before the first row. */
    private static final int HEADER_BYTES = 19;

    /** Behind the last row. */
    private static final int TRAILER_BYTES = 2;

    private static final int PORTION_BYTES = 1 << 16;
    private static final String SNAPSHOT = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";

    private final String name;
    private final List<HikariDataSource> shards;
    private final HikariDataSource workbench;

    WorkbenchByHand(String name, List<String> shardUrls, String workbenchUrl) {
        this.name = name;
        this.shards = shardUrls.stream().map(HandShards::pool).toList();
        this.workbench = HandShards.pool(workbenchUrl);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public long answer(WorkbenchQuery query) throws SQLException {
        try (Connection left = shards.get(0).getConnection();
                Connection right = shards.get(1).getConnection();
                Connection finishing = workbench.getConnection()) {
            List<Connection> sources = List.of(left, right);
            for (Connection source : sources) {
                run(source, SNAPSHOT);
            }
            finishing.setAutoCommit(false);
            for (WorkbenchQuery.Table table : query.tables()) {
                copy(sources, finishing, table);
            }
            for (Connection source : sources) {
                run(source, "COMMIT");
            }
            long sum = finish(query, finishing);
            finishing.rollback();
            return sum;
        }
    }

    private static void run(Connection connection, String text) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(text);
        }
    }

    private static void copy(List<Connection> sources, Connection target, WorkbenchQuery.Table table)
            throws SQLException {
        String what = table.name() + " (" + table.columns() + ")";
        List<CopyOut> outs = new ArrayList<>();
        for (Connection source : sources) {
            outs.add(source.unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyOut("COPY " + what + " TO STDOUT (FORMAT binary)"));
        }
        CopyIn in =
                target.unwrap(PGConnection.class).getCopyAPI().copyIn("COPY " + what + " FROM STDIN (FORMAT binary)");
        Portions portions = new Portions(in);
        boolean first = true;
        for (CopyOut out : outs) {
            forward(out, portions, first);
            first = false;
        }
        portions.end();
    }

    /** One header for all, and one trailer. */
    private static void forward(CopyOut out, Portions portions, boolean withHeader) throws SQLException {
        int skipped = withHeader ? 0 : HEADER_BYTES;
        for (byte[] row = out.readFromCopy(); row != null; row = out.readFromCopy()) {
            boolean trailer = row.length - skipped == TRAILER_BYTES && row[skipped] == -1 && row[skipped + 1] == -1;
            if (!trailer) {
                portions.add(row, skipped);
            }
            skipped = 0;
        }
    }

    private static long finish(WorkbenchQuery query, Connection finishing) throws SQLException {
        try (PreparedStatement statement = finishing.prepareStatement(query.text())) {
            statement.setFetchSize(HandShards.FETCH_SIZE);
            try (ResultSet rows = statement.executeQuery()) {
                return WorkbenchByKintsugi.sum(query, rows);
            }
        }
    }

    /** Sends few long messages instead of one for each row. */
    private static final class Portions {
        private final byte[] bytes = new byte[PORTION_BYTES];
        private final CopyIn in;
        private int length;

        Portions(CopyIn in) {
            this.in = in;
        }

        void add(byte[] row, int from) throws SQLException {
            int more = row.length - from;
            if (length + more > bytes.length) {
                flush();
            }
            if (more > bytes.length) {
                in.writeToCopy(row, from, more);
                return;
            }
            System.arraycopy(row, from, bytes, length, more);
            length += more;
        }

        private void flush() throws SQLException {
            in.writeToCopy(bytes, 0, length);
            length = 0;
        }

        void end() throws SQLException {
            add(new byte[] {-1, -1}, 0);
            flush();
            in.endCopy();
        }
    }

    @Override
    public void close() {
        shards.forEach(HikariDataSource::close);
        workbench.close();
    }
}
