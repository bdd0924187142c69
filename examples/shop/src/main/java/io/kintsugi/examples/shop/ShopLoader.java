package io.kintsugi.examples.shop;

import java.sql.Connection;
import java.sql.Date;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Random;

/** Fills the tables with a sample that is the same for the same seed. Confined to one thread. */
final class ShopLoader {
    private static final int BATCH_ROWS = 200;
    private static final int DAYS = 1_000;
    private static final LocalDate FIRST_DAY = LocalDate.of(2024, 1, 1);
    private static final int PRICE_CENTS_MAX = 50_000;
    private static final List<String> FIRST_NAMES =
            List.of("Asha", "Bo", "Chidi", "Dana", "Emre", "Freya", "Goro", "Hana", "Iker", "Jaya", "Kofi", "Lena");
    private static final List<String> LAST_NAMES =
            List.of("Abe", "Bakker", "Costa", "Diaz", "Eze", "Falk", "Gupta", "Haas", "Ito", "Jansen", "Khan", "Lund");
    private static final List<String> WARES = List.of("bowl", "cup", "plate", "teapot", "vase", "tray", "jar", "lamp");
    private static final List<String> COLOURS = List.of("white", "indigo", "celadon", "black", "amber", "grey");
    private static final List<List<String>> COUNTRIES = List.of(
            List.of("BR", "Brazil"),
            List.of("DE", "Germany"),
            List.of("IN", "India"),
            List.of("JP", "Japan"),
            List.of("KE", "Kenya"),
            List.of("US", "United States"));

    private final Connection connection;
    private final Random random;
    private final Ticker ticker;
    private final Ledger ledger;

    ShopLoader(Connection connection, Random random, Ticker ticker, Ledger ledger) {
        this.connection = connection;
        this.random = random;
        this.ticker = ticker;
        this.ledger = ledger;
    }

    void load(int users, int products) throws SQLException {
        loadCountries();
        loadProducts(products);
        loadUsers(users);
    }

    private void loadCountries() throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO country (code, name) VALUES (?, ?)")) {
            for (List<String> country : COUNTRIES) {
                insert.setString(1, country.get(0));
                insert.setString(2, country.get(1));
                insert.executeUpdate();
            }
        }
    }

    private void loadProducts(int products) throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement("INSERT INTO product (product_id, name, price_cents) VALUES (?, ?, ?)")) {
            for (int product = 1; product <= products; product++) {
                insert.setLong(1, product);
                insert.setString(2, pick(COLOURS) + " " + pick(WARES) + " no. " + product);
                insert.setLong(3, 100 + random.nextInt(PRICE_CENTS_MAX));
                insert.executeUpdate();
                ticker.step(1);
            }
        }
    }

    private void loadUsers(int users) throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement("INSERT INTO users (user_id, name, country, joined) VALUES (?, ?, ?, ?)")) {
            for (int user = 1; user <= users; user++) {
                insert.setLong(1, user);
                insert.setString(2, pick(FIRST_NAMES) + " " + pick(LAST_NAMES));
                insert.setString(3, pick(COUNTRIES).get(0));
                insert.setDate(4, Date.valueOf(FIRST_DAY.plusDays(random.nextInt(DAYS))));
                insert.addBatch();
                if (user % BATCH_ROWS == 0 || user == users) {
                    flush(insert);
                }
            }
        }
    }

    private void flush(PreparedStatement insert) throws SQLException {
        int rows = insert.executeBatch().length;
        for (int row = 0; row < rows; row++) {
            ledger.userAdded();
        }
        ticker.step(rows);
    }

    private <T> T pick(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
