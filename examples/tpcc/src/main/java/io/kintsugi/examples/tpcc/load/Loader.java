package io.kintsugi.examples.tpcc.load;

import io.kintsugi.examples.tpcc.jdbc.Database;
import io.kintsugi.examples.tpcc.jdbc.Session;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/** Loads items first, then the warehouses, several at once, each over a connection of its own. */
public final class Loader {

    private final Database database;
    private final LoadPlan plan;
    private final Consumer<String> progress;

    /** {@code progress} hears a line after each finished part, always from the thread that called {@link #load}. */
    public Loader(Database database, LoadPlan plan, Consumer<String> progress) {
        this.database = database;
        this.plan = plan;
        this.progress = progress;
    }

    /** Fills empty tables. The first failure stops the load and leaves what was committed before it. */
    public void load() throws SQLException, InterruptedException {
        loadItems();
        int warehouses = plan.population().warehouses();
        ExecutorService threads = Executors.newFixedThreadPool(Math.min(plan.threads(), warehouses));
        try {
            loadWarehouses(new ExecutorCompletionService<>(threads), warehouses);
        } finally {
            threads.shutdownNow();
        }
    }

    private void loadItems() throws SQLException {
        try (Session session = new Session(database.open())) {
            new Items(plan).load(session);
        }
        progress.accept("loaded " + plan.population().items() + " items");
    }

    private void loadWarehouses(CompletionService<Integer> service, int warehouses)
            throws SQLException, InterruptedException {
        for (int warehouse = 1; warehouse <= warehouses; warehouse++) {
            int number = warehouse;
            service.submit(() -> loadWarehouse(number));
        }
        for (int done = 1; done <= warehouses; done++) {
            awaitOne(service);
            progress.accept("loaded " + done + " of " + warehouses + " warehouses");
        }
    }

    private static void awaitOne(CompletionService<Integer> service) throws SQLException, InterruptedException {
        try {
            service.take().get();
        } catch (ExecutionException failure) {
            throw new SQLException("loading a warehouse failed: " + failure.getCause(), failure.getCause());
        }
    }

    private int loadWarehouse(int warehouse) throws SQLException {
        List<WarehouseRows> tables =
                List.of(new WarehouseAndDistricts(plan), new StockRows(plan), new Customers(plan), new Orders(plan));
        try (Session session = new Session(database.open())) {
            for (WarehouseRows rows : tables) {
                rows.load(session, warehouse);
            }
        }
        return warehouse;
    }
}
