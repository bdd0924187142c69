package io.kintsugi.examples.frameworks.jooq;

import static org.jooq.impl.DSL.avg;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.quotedName;
import static org.jooq.impl.DSL.sum;
import static org.jooq.impl.DSL.table;

import com.zaxxer.hikari.HikariDataSource;
import io.kintsugi.examples.frameworks.Database;
import io.kintsugi.examples.frameworks.Dialect;
import io.kintsugi.examples.frameworks.Journal;
import io.kintsugi.examples.frameworks.Program;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.InsertValuesStep2;
import org.jooq.Query;
import org.jooq.Record;
import org.jooq.SQLDialect;
import org.jooq.Table;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;
import org.jooq.tools.jdbc.JDBCUtils;

/** Typed statements, RETURNING, batches, upserts and nested transactions through jOOQ. */
public final class JooqShop implements Program {
    private static final CustomerTable CUSTOMER = new CustomerTable();
    private static final Table<Record> PURCHASE = table(quotedName("purchase"));
    private static final Field<Long> BUYER = field(quotedName("purchase", "customer_id"), Long.class);
    private static final Field<Long> PURCHASE_ID = field(quotedName("purchase", "purchase_id"), Long.class);
    private static final Field<String> STATUS = field(quotedName("purchase", "status"), String.class);
    private static final Field<Long> TOTAL = field(quotedName("purchase", "total_cents"), Long.class);
    private static final Field<Long> PRODUCT = field(quotedName("purchase", "product_id"), Long.class);
    private static final Field<LocalDateTime> PLACED = field(quotedName("purchase", "placed_at"), LocalDateTime.class);

    @Override
    public String name() {
        return "jOOQ";
    }

    @Override
    public void run(Database database, Journal journal) throws SQLException {
        try (HikariDataSource pool = database.pool()) {
            journal.say("dialect", dialect(pool));
            SQLDialect dialect = database.dialect() == Dialect.MYSQL ? SQLDialect.MYSQL : SQLDialect.POSTGRES;
            DSLContext shop = DSL.using(pool, dialect);
            List<Long> customers = addCustomers(shop);
            journal.say("distinct", customers.stream().distinct().count());
            buy(shop, customers, journal);
            ask(shop, customers, journal);
            change(shop, customers, journal);
            describe(pool, shop, journal);
        }
    }

    /** As jOOQ guesses it from the URL and the product's name. */
    private static SQLDialect dialect(HikariDataSource pool) throws SQLException {
        try (Connection connection = pool.getConnection()) {
            return JDBCUtils.dialect(connection);
        }
    }

    private static List<Long> addCustomers(DSLContext shop) {
        InsertValuesStep2<Record, String, String> insert = shop.insertInto(CUSTOMER, CUSTOMER.name, CUSTOMER.country);
        for (int customer = 0; customer < 8; customer++) {
            insert = insert.values("customer " + customer, customer % 2 == 0 ? "IN" : "JP");
        }
        return insert.returning(CUSTOMER.id).fetch(CUSTOMER.id);
    }

    private static void buy(DSLContext shop, List<Long> customers, Journal journal) {
        for (int customer = 0; customer < customers.size(); customer++) {
            long id = customers.get(customer);
            List<Query> purchases = new ArrayList<>();
            for (int purchase = 0; purchase <= customer; purchase++) {
                purchases.add(shop.insertInto(PURCHASE)
                        .set(BUYER, id)
                        .set(PRODUCT, 1L + purchase % 3)
                        .set(STATUS, purchase % 2 == 0 ? "new" : "paid")
                        .set(TOTAL, 10L * (customer + purchase))
                        .set(PLACED, LocalDateTime.of(2026, 2, 1 + purchase, 12, 0)));
            }
            journal.say("batch", shop.batch(purchases).execute());
        }
    }

    private static void ask(DSLContext shop, List<Long> customers, Journal journal) {
        journal.say(
                "one",
                shop.select(CUSTOMER.name)
                        .from(CUSTOMER)
                        .where(CUSTOMER.id.eq(customers.get(5)))
                        .fetchOne(CUSTOMER.name));
        journal.say(
                "joined",
                shop.select(CUSTOMER.name, sum(TOTAL).as("spent"))
                        .from(CUSTOMER)
                        .join(PURCHASE)
                        .on(BUYER.eq(CUSTOMER.id))
                        .where(CUSTOMER.id.in(customers.subList(0, 4)))
                        .groupBy(CUSTOMER.id, CUSTOMER.name)
                        .orderBy(CUSTOMER.id)
                        .fetch()
                        .intoMaps());
        journal.say(
                "page",
                shop.select(TOTAL, STATUS)
                        .from(PURCHASE)
                        .where(STATUS.eq("new"))
                        .orderBy(TOTAL.desc(), BUYER, PURCHASE_ID)
                        .limit(4)
                        .offset(2)
                        .fetch()
                        .intoArrays());
        journal.say(
                "by status",
                shop.select(STATUS, count(), avg(TOTAL))
                        .from(PURCHASE)
                        .groupBy(STATUS)
                        .orderBy(STATUS)
                        .fetch()
                        .intoArrays());
        journal.say("count", shop.fetchCount(PURCHASE, BUYER.eq(customers.get(7))));
        journal.say("exists", shop.fetchExists(PURCHASE, BUYER.eq(customers.get(7))));
        journal.say(
                "countries",
                shop.selectDistinct(CUSTOMER.country)
                        .from(CUSTOMER)
                        .orderBy(CUSTOMER.country)
                        .fetch(CUSTOMER.country));
    }

    private static void change(DSLContext shop, List<Long> customers, Journal journal) {
        journal.say(
                "update returning",
                shop
                        .update(PURCHASE)
                        .set(STATUS, "sent")
                        .where(BUYER.eq(customers.get(3)).and(STATUS.eq("paid")))
                        .returning(TOTAL)
                        .fetch(TOTAL)
                        .stream()
                        .sorted()
                        .toList());
        journal.say(
                "upsert",
                shop.insertInto(CUSTOMER, CUSTOMER.id, CUSTOMER.name, CUSTOMER.country)
                        .values(customers.get(0), "again", "IN")
                        .onConflict(CUSTOMER.id)
                        .doUpdate()
                        .set(CUSTOMER.name, DSL.excluded(CUSTOMER.name))
                        .execute());
        shop.transaction(outer -> {
            outer.dsl().deleteFrom(PURCHASE).where(BUYER.eq(customers.get(6))).execute();
            try {
                outer.dsl().transaction(inner -> {
                    inner.dsl()
                            .deleteFrom(CUSTOMER)
                            .where(CUSTOMER.id.eq(customers.get(6)))
                            .execute();
                    throw new IllegalStateException("keep the customer");
                });
            } catch (DataAccessException | IllegalStateException expected) {
                journal.say("inner transaction", "rolled back");
            }
        });
        journal.say("customer kept", shop.fetchExists(CUSTOMER, CUSTOMER.id.eq(customers.get(6))));
        journal.say("purchases gone", shop.fetchCount(PURCHASE, BUYER.eq(customers.get(6))));
    }

    /** What its code generator and {@code meta()} read. */
    private static void describe(HikariDataSource pool, DSLContext shop, Journal journal) throws SQLException {
        String own = schema(pool);
        journal.say(
                "tables",
                shop.meta().filterSchemas(schema -> schema.getName().equals(own)).getTables().stream()
                        .map(JooqShop::described)
                        .sorted()
                        .toList());
    }

    private static String described(Table<?> table) {
        return table.getName()
                + table.fieldStream()
                        .map(field -> field.getName() + " " + field.getDataType())
                        .toList();
    }

    /** What jOOQ calls a schema is a catalog to MySQL's driver. */
    private static String schema(HikariDataSource pool) throws SQLException {
        try (Connection connection = pool.getConnection()) {
            return connection.getSchema() == null ? connection.getCatalog() : connection.getSchema();
        }
    }
}
