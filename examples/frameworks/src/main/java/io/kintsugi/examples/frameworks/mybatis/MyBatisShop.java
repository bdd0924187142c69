package io.kintsugi.examples.frameworks.mybatis;

import com.zaxxer.hikari.HikariDataSource;
import io.kintsugi.examples.frameworks.Database;
import io.kintsugi.examples.frameworks.Journal;
import io.kintsugi.examples.frameworks.Program;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.apache.ibatis.mapping.Environment;
import org.apache.ibatis.mapping.VendorDatabaseIdProvider;
import org.apache.ibatis.session.Configuration;
import org.apache.ibatis.session.ExecutorType;
import org.apache.ibatis.session.RowBounds;
import org.apache.ibatis.session.SqlSession;
import org.apache.ibatis.session.SqlSessionFactory;
import org.apache.ibatis.session.SqlSessionFactoryBuilder;
import org.apache.ibatis.transaction.jdbc.JdbcTransactionFactory;

/** Generated keys of single, multi-row and batched inserts, dynamic SQL and row bounds through MyBatis. */
public final class MyBatisShop implements Program {
    private static final LocalDateTime MARCH = LocalDateTime.of(2026, 3, 1, 0, 0);

    @Override
    public String name() {
        return "MyBatis";
    }

    @Override
    public void run(Database database, Journal journal) {
        try (HikariDataSource pool = database.pool()) {
            SqlSessionFactory sessions = sessions(pool);
            journal.say("database", databaseId(pool));
            List<Customer> customers = addCustomers(sessions, journal);
            buy(sessions, customers, journal);
            ask(sessions, customers, journal);
            change(sessions, customers, journal);
        }
    }

    private static SqlSessionFactory sessions(HikariDataSource pool) {
        Configuration configuration = new Configuration(new Environment("shop", new JdbcTransactionFactory(), pool));
        configuration.addMapper(ShopMapper.class);
        return new SqlSessionFactoryBuilder().build(configuration);
    }

    private static String databaseId(HikariDataSource pool) {
        VendorDatabaseIdProvider provider = new VendorDatabaseIdProvider();
        Properties names = new Properties();
        names.setProperty("PostgreSQL", "postgres");
        names.setProperty("MySQL", "mysql");
        provider.setProperties(names);
        return provider.getDatabaseId(pool);
    }

    private static List<Customer> addCustomers(SqlSessionFactory sessions, Journal journal) {
        List<Customer> customers = new ArrayList<>();
        for (int customer = 0; customer < 9; customer++) {
            customers.add(new Customer("customer " + customer, customer % 2 == 0 ? "IN" : "JP"));
        }
        try (SqlSession session = sessions.openSession(true)) {
            ShopMapper mapper = session.getMapper(ShopMapper.class);
            journal.say("one row", mapper.addCustomer(customers.get(0)));
            journal.say("eight rows", mapper.addCustomers(customers.subList(1, 9)));
            for (Customer customer : customers) {
                journal.say("stored", mapper.customer(id(customer)));
            }
        }
        return customers;
    }

    private static long id(Customer customer) {
        Long id = customer.getId();
        if (id == null) {
            throw new IllegalStateException("no generated key for " + customer);
        }
        return id;
    }

    private static void buy(SqlSessionFactory sessions, List<Customer> customers, Journal journal) {
        for (int customer = 0; customer < customers.size(); customer++) {
            try (SqlSession session = sessions.openSession(ExecutorType.BATCH)) {
                ShopMapper mapper = session.getMapper(ShopMapper.class);
                List<Purchase> purchases = new ArrayList<>();
                for (int purchase = 0; purchase < customer; purchase++) {
                    purchases.add(new Purchase(
                            id(customers.get(customer)),
                            1 + purchase % 3,
                            100L * customer + purchase,
                            MARCH.plusDays(purchase)));
                    mapper.buy(purchases.get(purchase));
                }
                journal.say(
                        "batch",
                        session.flushStatements().stream()
                                .map(result -> java.util.Arrays.toString(result.getUpdateCounts()))
                                .toList());
                session.commit();
                journal.say(
                        "with keys",
                        purchases.stream()
                                .filter(purchase -> purchase.getId() != null)
                                .count());
            }
        }
    }

    private static void ask(SqlSessionFactory sessions, List<Customer> customers, Journal journal) {
        try (SqlSession session = sessions.openSession()) {
            ShopMapper mapper = session.getMapper(ShopMapper.class);
            List<Long> some =
                    customers.subList(1, 6).stream().map(MyBatisShop::id).toList();
            journal.say("from Japan", mapper.names("JP", some));
            journal.say("second page", mapper.dearest(new RowBounds(5, 5)));
            journal.say("by product", mapper.byProduct());
        }
    }

    private static void change(SqlSessionFactory sessions, List<Customer> customers, Journal journal) {
        try (SqlSession session = sessions.openSession()) {
            ShopMapper mapper = session.getMapper(ShopMapper.class);
            Customer stale = mapper.customer(id(customers.get(4)));
            stale.setName("renamed");
            journal.say("first rename", mapper.rename(stale));
            journal.say("stale rename", mapper.rename(stale));
            session.commit();
        }
        try (SqlSession session = sessions.openSession()) {
            session.getMapper(ShopMapper.class).forget(id(customers.get(8)));
            session.rollback();
        }
        try (SqlSession session = sessions.openSession(true)) {
            journal.say("marked everywhere", session.getMapper(ShopMapper.class).mark("old", MARCH.plusDays(4)));
        }
        try (SqlSession session = sessions.openSession()) {
            journal.say("forgotten", session.getMapper(ShopMapper.class).forget(id(customers.get(2))));
            session.commit();
        }
    }
}
