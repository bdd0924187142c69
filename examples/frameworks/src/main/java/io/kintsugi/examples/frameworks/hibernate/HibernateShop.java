package io.kintsugi.examples.frameworks.hibernate;

import io.kintsugi.examples.frameworks.Database;
import io.kintsugi.examples.frameworks.Journal;
import io.kintsugi.examples.frameworks.Program;
import jakarta.persistence.LockModeType;
import jakarta.persistence.OptimisticLockException;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.cfg.Configuration;
import org.hibernate.dialect.Dialect;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.jspecify.annotations.Nullable;

/** Entities with generated keys, lazy collections, optimistic and pessimistic locks, paging and totals. */
public final class HibernateShop implements Program {
    private static final LocalDateTime APRIL = LocalDateTime.of(2026, 4, 1, 9, 0);

    @Override
    public String name() {
        return "Hibernate";
    }

    @Override
    public void run(Database database, Journal journal) {
        try (SessionFactory sessions = sessions(database)) {
            Dialect dialect = sessions.unwrap(SessionFactoryImplementor.class)
                    .getJdbcServices()
                    .getDialect();
            journal.say("dialect", dialect.getClass().getSimpleName() + " " + dialect.getVersion());
            List<Long> customers = addCustomers(sessions);
            buy(sessions, customers);
            addNotes(sessions, journal);
            sessions.inSession(session -> ask(session, customers, journal));
            sessions.inSession(session -> report(session, journal));
            change(sessions, customers, journal);
            loseARace(sessions, customers.get(2), journal);
        }
    }

    /** The tables are there: Hibernate compares them with the entities, which reads the database's metadata. */
    private static SessionFactory sessions(Database database) {
        return new Configuration()
                .addAnnotatedClass(Customer.class)
                .addAnnotatedClass(Purchase.class)
                .addAnnotatedClass(Note.class)
                .setProperty("hibernate.connection.url", database.url())
                .setProperty("hibernate.hbm2ddl.auto", "validate")
                .setProperty("hibernate.jdbc.batch_size", "20")
                .buildSessionFactory();
    }

    private static List<Long> addCustomers(SessionFactory sessions) {
        List<Long> ids = new ArrayList<>();
        for (int number = 0; number < 8; number++) {
            Customer customer = new Customer("customer " + number, number % 2 == 0 ? "IN" : "JP");
            sessions.inTransaction(session -> session.persist(customer));
            ids.add(present(customer.getId()));
        }
        return ids;
    }

    private static <T> T present(@Nullable T value) {
        if (value == null) {
            throw new IllegalStateException("the database gave no key");
        }
        return value;
    }

    private static void buy(SessionFactory sessions, List<Long> customers) {
        for (int number = 0; number < customers.size(); number++) {
            int purchases = number;
            sessions.inTransaction(session -> {
                long customer = customers.get(purchases);
                IntStream.rangeClosed(1, purchases)
                        .mapToObj(one -> new Purchase(customer, 1 + one % 3, 100L * one, APRIL.plusDays(one)))
                        .forEach(session::persist);
            });
        }
    }

    private static void addNotes(SessionFactory sessions, Journal journal) {
        sessions.inTransaction(session ->
                IntStream.range(0, 70).mapToObj(one -> new Note("note " + one)).forEach(session::persist));
        journal.say(
                "notes",
                sessions.fromSession(session -> session.createSelectionQuery(
                                "select n.text from Note n where n.id > 45 order by n.id", String.class)
                        .setMaxResults(10)
                        .getResultList()));
    }

    private static void ask(Session session, List<Long> customers, Journal journal) {
        Customer customer = present(session.find(Customer.class, customers.get(5)));
        journal.say("found", customer.getName() + " " + customer.getVersion());
        journal.say(
                "lazy", customer.getPurchases().stream().map(Purchase::getTotal).toList());
        journal.say(
                "fetched",
                session
                        .createSelectionQuery(
                                "select c from Customer c left join fetch c.purchases where c.id in (:ids) order by c.id",
                                Customer.class)
                        .setParameter("ids", customers.subList(0, 3))
                        .getResultList()
                        .stream()
                        .map(one -> one.getName() + " " + one.getPurchases().size())
                        .toList());
        journal.say(
                "second page",
                session
                        .createSelectionQuery(
                                "from Purchase p order by p.total desc, p.customer.id, p.id", Purchase.class)
                        .setFirstResult(4)
                        .setMaxResults(4)
                        .getResultList()
                        .stream()
                        .map(one -> one.getTotal() + " " + one.getPlaced())
                        .toList());
    }

    private static void report(Session session, Journal journal) {
        journal.say(
                "by status",
                session
                        .createSelectionQuery(
                                "select p.status, count(p), sum(p.total), min(p.placed) from Purchase p group by p.status"
                                        + " order by p.status",
                                Object[].class)
                        .getResultList()
                        .stream()
                        .map(java.util.Arrays::toString)
                        .toList());
        journal.say(
                "spent",
                session
                        .createSelectionQuery(
                                "select c.name, sum(p.total) from Customer c join c.purchases p where c.country = :country"
                                        + " group by c.id, c.name order by c.id",
                                Object[].class)
                        .setParameter("country", "JP")
                        .getResultList()
                        .stream()
                        .map(java.util.Arrays::toString)
                        .toList());
        journal.say(
                "buyers",
                session.createSelectionQuery(
                                "select c.name from Customer c where exists (select 1 from Purchase p where p.customer = c"
                                        + " and p.total > 500) order by c.id",
                                String.class)
                        .getResultList());
        journal.say(
                "native",
                session.createNativeQuery("SELECT max(total_cents) FROM purchase WHERE placed_at < :day", Long.class)
                        .setParameter("day", APRIL.plusDays(4))
                        .getSingleResult());
    }

    private static void change(SessionFactory sessions, List<Long> customers, Journal journal) {
        sessions.inTransaction(session -> {
            Customer customer = present(session.find(Customer.class, customers.get(7), LockModeType.PESSIMISTIC_WRITE));
            customer.setName("renamed");
            customer.getPurchases().forEach(purchase -> purchase.setStatus("paid"));
            session.remove(customer.getPurchases().get(0));
        });
        journal.say(
                "bulk",
                sessions.fromTransaction(session -> session.createMutationQuery(
                                "update Purchase p set p.status = 'late' where p.customer.id = :id and p.total > 200")
                        .setParameter("id", customers.get(6))
                        .executeUpdate()));
        sessions.inSession(session -> {
            Customer customer = present(session.find(Customer.class, customers.get(7)));
            journal.say("renamed", customer.getName() + " " + customer.getVersion());
            journal.say(
                    "purchases",
                    customer.getPurchases().stream()
                            .map(one -> one.getStatus() + " " + one.getTotal() + " " + one.getVersion())
                            .toList());
        });
    }

    /** Two sessions change one row; the second one must hear of it. */
    private static void loseARace(SessionFactory sessions, long id, Journal journal) {
        try (Session slow = sessions.openSession()) {
            slow.beginTransaction();
            Customer mine = present(slow.find(Customer.class, id));
            sessions.inTransaction(
                    quick -> present(quick.find(Customer.class, id)).setName("first"));
            mine.setName("second");
            try {
                slow.getTransaction().commit();
                journal.say("race", "not noticed");
            } catch (OptimisticLockException | jakarta.persistence.RollbackException noticed) {
                journal.say("race", "noticed");
            }
        }
    }
}
