package io.kintsugi.examples.shop;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.LocalDateTime;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Random;

/** One customer after the other on one connection: places orders, pays them, looks at them. Confined to one thread. */
final class ShopWorker {
    private static final String OUTCOME_UNKNOWN = "08007";
    private static final int ITEMS_MAX = 5;
    private static final int QUANTITY_MAX = 4;
    private static final int OPEN_ORDERS_MAX = 1_000;
    private static final int MINUTES = 500_000;
    private static final LocalDateTime FIRST_MINUTE = LocalDateTime.of(2026, 1, 1, 0, 0);

    /** What an operation was. */
    enum Kind {
        PLACED,
        PAID,
        QUERIED
    }

    private record Order(long user, long id, long cents) {}

    private record Item(long product, int quantity, long cents) {}

    private final Connection connection;
    private final Random random;
    private final long[] prices;
    private final int users;
    private final Ledger ledger;
    private final Deque<Order> unpaid = new ArrayDeque<>();

    /** @param prices in cents, of product 1, 2, … */
    ShopWorker(Connection connection, Random random, long[] prices, int users, Ledger ledger) {
        this.connection = connection;
        this.random = random;
        this.prices = prices.clone();
        this.users = users;
        this.ledger = ledger;
    }

    /** One operation; when it ends in an error, nothing of it is done. */
    Kind operate() throws SQLException {
        int dice = random.nextInt(10);
        if (dice < 4) {
            place();
            return Kind.PLACED;
        }
        Order order = dice < 6 ? unpaid.poll() : null;
        if (order != null) {
            pay(order);
            return Kind.PAID;
        }
        query(dice);
        return Kind.QUERIED;
    }

    private interface Work {
        void run() throws SQLException;
    }

    private void inTransaction(Work work) throws SQLException {
        connection.setAutoCommit(false);
        try {
            work.run();
        } catch (SQLException failed) {
            rollBack(failed);
            throw failed;
        }
        try {
            connection.commit();
        } catch (SQLException failed) {
            if (OUTCOME_UNKNOWN.equals(failed.getSQLState())) {
                ledger.outcomeUnknown();
            }
            rollBack(failed);
            throw failed;
        }
        connection.setAutoCommit(true);
    }

    private void rollBack(SQLException failed) {
        try {
            connection.rollback();
            connection.setAutoCommit(true);
        } catch (SQLException second) {
            failed.addSuppressed(second);
        }
    }

    private void place() throws SQLException {
        long user = 1 + random.nextInt(users);
        Item[] items = items();
        long cents = 0;
        for (Item item : items) {
            cents += item.quantity() * item.cents();
        }
        long total = cents;
        long[] id = new long[1];
        inTransaction(() -> {
            id[0] = insertOrder(user, total);
            insertItems(user, id[0], items);
        });
        ledger.orderPlaced(items.length, total);
        if (unpaid.size() < OPEN_ORDERS_MAX) {
            unpaid.add(new Order(user, id[0], total));
        }
    }

    private Item[] items() {
        Item[] items = new Item[1 + random.nextInt(ITEMS_MAX)];
        for (int line = 0; line < items.length; line++) {
            int product = random.nextInt(prices.length);
            items[line] = new Item(product + 1, 1 + random.nextInt(QUANTITY_MAX), prices[product]);
        }
        return items;
    }

    private long insertOrder(long user, long total) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO orders (user_id, status, total_cents, placed_at) VALUES (?, 'placed', ?, ?)",
                new String[] {"order_id"})) {
            insert.setLong(1, user);
            insert.setLong(2, total);
            insert.setTimestamp(3, Timestamp.valueOf(FIRST_MINUTE.plusMinutes(random.nextInt(MINUTES))));
            insert.executeUpdate();
            try (ResultSet keys = insert.getGeneratedKeys()) {
                keys.next();
                return keys.getLong(1);
            }
        }
    }

    private void insertItems(long user, long order, Item[] items) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO order_items (user_id, order_id, line, product_id, quantity, price_cents)"
                        + " VALUES (?, ?, ?, ?, ?, ?)")) {
            for (int line = 0; line < items.length; line++) {
                insert.setLong(1, user);
                insert.setLong(2, order);
                insert.setInt(3, line + 1);
                insert.setLong(4, items[line].product());
                insert.setInt(5, items[line].quantity());
                insert.setLong(6, items[line].cents());
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    private void pay(Order order) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(
                "UPDATE orders SET status = 'paid' WHERE user_id = ? AND order_id = ? AND status = 'placed'")) {
            update.setLong(1, order.user());
            update.setLong(2, order.id());
            if (update.executeUpdate() != 1) {
                throw new SQLException(
                        "Order " + order.id() + " of user " + order.user() + " is not there to be paid.");
            }
        } catch (SQLException failed) {
            unpaid.addFirst(order);
            throw failed;
        }
        ledger.orderPaid(order.cents());
    }

    private void query(int dice) throws SQLException {
        if (dice == 9) {
            read("SELECT status, count(*), sum(total_cents) FROM orders GROUP BY status ORDER BY status");
            return;
        }
        if (dice == 8) {
            read(
                    "SELECT user_id, order_id, total_cents FROM orders ORDER BY total_cents DESC, user_id, order_id LIMIT 5");
            return;
        }
        readOrders(1 + random.nextInt(users));
    }

    private void read(String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                rows.getObject(1);
            }
        }
    }

    /** The orders of one user with their lines: what each order says it costs must be what its lines cost. */
    private void readOrders(long user) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                "SELECT o.order_id, o.total_cents, sum(i.quantity * i.price_cents), min(c.name) FROM users u"
                        + " JOIN orders o ON o.user_id = u.user_id"
                        + " JOIN order_items i ON i.user_id = o.user_id AND i.order_id = o.order_id"
                        + " JOIN country c ON c.code = u.country"
                        + " WHERE u.user_id = ? GROUP BY o.order_id, o.total_cents ORDER BY o.order_id")) {
            select.setLong(1, user);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    if (rows.getLong(2) != rows.getLong(3)) {
                        throw new SQLException("Order " + rows.getLong(1) + " of user " + user + " costs "
                                + rows.getLong(2) + " cents, but its lines cost " + rows.getLong(3) + ".");
                    }
                }
            }
        }
    }
}
