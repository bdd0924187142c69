package io.kintsugi.benchmarks.paired;

import io.kintsugi.benchmarks.workload.Contestant;
import io.kintsugi.benchmarks.workload.Workload;
import java.sql.SQLException;

/** A contestant whose classes are another loader's, and who looks for services where the thread says. Thread-safe. */
record LoadedApart(Contestant contestant, ClassLoader loader) implements Contestant {
    @Override
    public String name() {
        return contestant.name();
    }

    @Override
    public long run(Workload workload, long id) throws SQLException {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(loader);
        try {
            return contestant.run(workload, id);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    @Override
    public long pointSelect(long id) throws SQLException {
        return run(Workload.POINT_SELECT, id);
    }

    @Override
    public long literalSelect(long id) throws SQLException {
        return run(Workload.LITERAL_SELECT, id);
    }

    @Override
    public long insert(long id) throws SQLException {
        return run(Workload.INSERT, id);
    }

    @Override
    public long update(long id) throws SQLException {
        return run(Workload.UPDATE, id);
    }

    @Override
    public long twoStatements(long id) throws SQLException {
        return run(Workload.TWO_STATEMENTS, id);
    }

    @Override
    public long inList(long first) throws SQLException {
        return run(Workload.IN_LIST, first);
    }

    @Override
    public long topTen(long least) throws SQLException {
        return run(Workload.TOP_TEN, least);
    }

    @Override
    public long batch(long first) throws SQLException {
        return run(Workload.BATCH, first);
    }

    @Override
    public void close() throws SQLException {
        contestant.close();
    }
}
