package io.kintsugi.examples.tpcc;

import io.kintsugi.examples.tpcc.jdbc.Database;
import io.kintsugi.examples.tpcc.jdbc.Schema;
import io.kintsugi.examples.tpcc.load.LoadPlan;
import io.kintsugi.examples.tpcc.load.Loader;
import io.kintsugi.examples.tpcc.model.Population;
import java.sql.SQLException;
import java.time.LocalDateTime;

/** Small loaded databases for tests. */
public final class TestData {

    public static final Population POPULATION = new Population(2, 30, 200);

    private static final LocalDateTime MOMENT = LocalDateTime.of(2026, 1, 2, 3, 4, 5);

    private TestData() {}

    /** Drops what is there and loads {@link #POPULATION}. */
    public static void load(Database database, long seed, int threads) throws SQLException, InterruptedException {
        load(database, POPULATION, seed, threads);
    }

    public static void load(Database database, Population population, long seed, int threads)
            throws SQLException, InterruptedException {
        Schema schema = new Schema(database);
        schema.drop();
        schema.create();
        new Loader(database, new LoadPlan(population, seed, MOMENT, threads), line -> {}).load();
    }
}
