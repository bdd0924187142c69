package io.kintsugi.examples.frameworks.jdbi;

import com.zaxxer.hikari.HikariDataSource;
import io.kintsugi.examples.frameworks.Database;
import io.kintsugi.examples.frameworks.Journal;
import io.kintsugi.examples.frameworks.Program;
import java.time.LocalDateTime;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jdbi.v3.core.statement.PreparedBatch;

/** Batches with generated keys, lists of values, locks, savepoints and transactions through Jdbi. */
public final class JdbiShop implements Program {
    private static final LocalDateTime NEW_YEAR = LocalDateTime.of(2026, 1, 1, 8, 30);

    /** A customer's line of the report. */
    public record Spent(String name, long total) {}

    @Override
    public String name() {
        return "Jdbi";
    }

    @Override
    public void run(Database database, Journal journal) {
        try (HikariDataSource pool = database.pool()) {
            Jdbi jdbi = Jdbi.create(pool);
            jdbi.registerRowMapper(ConstructorMapper.factory(Spent.class));
            List<Long> customers = jdbi.withHandle(JdbiShop::addCustomers);
            journal.say("customers", customers.size());
            journal.say("distinct", customers.stream().distinct().count());
            for (int customer = 0; customer < customers.size(); customer++) {
                long id = customers.get(customer);
                int purchases = customer;
                journal.say("purchases of " + customer, jdbi.inTransaction(handle -> buy(handle, id, purchases)));
            }
            jdbi.useHandle(handle -> ask(handle, customers, journal));
            jdbi.useHandle(handle -> change(handle, customers, journal));
            rollBack(jdbi, customers.get(2), journal);
        }
    }

    private static List<Long> addCustomers(Handle handle) {
        PreparedBatch batch = handle.prepareBatch("INSERT INTO customer (name, country) VALUES (:name, :country)");
        for (int customer = 0; customer < 8; customer++) {
            batch.bind("name", "customer " + customer)
                    .bind("country", customer % 3 == 0 ? "IN" : "JP")
                    .add();
        }
        return batch.executePreparedBatch("customer_id").mapTo(Long.class).list();
    }

    private static int buy(Handle handle, long customer, int purchases) {
        PreparedBatch batch = handle.prepareBatch("INSERT INTO purchase (customer_id, product_id, status, total_cents,"
                + " placed_at) VALUES (:customer, :product, :status, :total, :placed)");
        for (int purchase = 0; purchase < purchases; purchase++) {
            batch.bind("customer", customer)
                    .bind("product", 1 + purchase % 3)
                    .bind("status", purchase % 2 == 0 ? "new" : "paid")
                    .bind("total", 100L * (purchase + 1))
                    .bind("placed", NEW_YEAR.plusHours(purchase))
                    .add();
        }
        return batch.size() == 0
                ? 0
                : batch.executePreparedBatch("purchase_id")
                        .mapTo(Long.class)
                        .list()
                        .size();
    }

    private static void ask(Handle handle, List<Long> customers, Journal journal) {
        journal.say(
                "one customer",
                handle.createQuery("SELECT name FROM customer WHERE customer_id = :id")
                        .bind("id", customers.get(3))
                        .mapTo(String.class)
                        .one());
        journal.say(
                "three customers",
                handle.createQuery("SELECT name FROM customer WHERE customer_id IN (<ids>) ORDER BY customer_id")
                        .bindList("ids", customers.subList(2, 5))
                        .mapTo(String.class)
                        .list());
        journal.say(
                "who spent how much",
                handle.createQuery("SELECT c.name, sum(p.total_cents) AS total FROM customer c"
                                + " JOIN purchase p ON p.customer_id = c.customer_id GROUP BY c.customer_id, c.name"
                                + " ORDER BY total DESC, c.customer_id LIMIT 3")
                        .mapTo(Spent.class)
                        .list());
        journal.say(
                "page",
                handle.createQuery(
                                "SELECT total_cents FROM purchase ORDER BY total_cents DESC, customer_id, purchase_id"
                                        + " LIMIT :size OFFSET :from")
                        .bind("size", 5)
                        .bind("from", 5)
                        .mapTo(Long.class)
                        .list());
        journal.say(
                "by status",
                handle.createQuery("SELECT status, count(*) AS purchases, avg(total_cents) AS mean FROM purchase"
                                + " GROUP BY status ORDER BY status")
                        .mapToMap()
                        .list());
    }

    private static void change(Handle handle, List<Long> customers, Journal journal) {
        String update = "UPDATE customer SET name = :name, version = version + 1"
                + " WHERE customer_id = :id AND version = :version";
        for (int version : new int[] {0, 0}) {
            journal.say(
                    "optimistic update",
                    handle.createUpdate(update)
                            .bind("name", "renamed")
                            .bind("id", customers.get(1))
                            .bind("version", version)
                            .execute());
        }
        handle.useTransaction(inside -> {
            long locked = inside.createQuery("SELECT count(*) FROM (SELECT 1 FROM purchase WHERE customer_id = :id"
                            + " FOR UPDATE) AS locked")
                    .bind("id", customers.get(4))
                    .mapTo(Long.class)
                    .one();
            journal.say("locked", locked);
            inside.savepoint("before");
            inside.createUpdate("DELETE FROM purchase WHERE customer_id = :id")
                    .bind("id", customers.get(4))
                    .execute();
            inside.rollbackToSavepoint("before");
            journal.say(
                    "paid",
                    inside.createUpdate(
                                    "UPDATE purchase SET status = 'paid' WHERE customer_id = :id AND status = 'new'")
                            .bind("id", customers.get(4))
                            .execute());
        });
    }

    private static void rollBack(Jdbi jdbi, long customer, Journal journal) {
        try {
            jdbi.useTransaction(handle -> {
                handle.execute("DELETE FROM purchase WHERE customer_id = ?", customer);
                throw new IllegalStateException("changed my mind");
            });
        } catch (IllegalStateException expected) {
            journal.say("rolled back", String.valueOf(expected.getMessage()));
        }
        journal.say(
                "still there",
                jdbi.withHandle(handle -> handle.createQuery("SELECT count(*) FROM purchase WHERE customer_id = ?")
                        .bind(0, customer)
                        .mapTo(Long.class)
                        .one()));
    }
}
