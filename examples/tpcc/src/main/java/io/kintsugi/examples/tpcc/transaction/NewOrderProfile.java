package io.kintsugi.examples.tpcc.transaction;

import io.kintsugi.examples.tpcc.jdbc.Session;
import io.kintsugi.examples.tpcc.model.Population;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The statements of one New-Order (clause 2.4.2). Used once. */
final class NewOrderProfile {

    private static final String SELECT_WAREHOUSE = "SELECT w_tax FROM warehouse WHERE w_id = ?";
    private static final String SELECT_DISTRICT =
            "SELECT d_tax, d_next_o_id FROM district WHERE d_w_id = ? AND d_id = ? FOR UPDATE";
    private static final String UPDATE_DISTRICT =
            "UPDATE district SET d_next_o_id = d_next_o_id + 1 WHERE d_w_id = ? AND d_id = ?";
    private static final String SELECT_CUSTOMER =
            "SELECT c_discount, c_last, c_credit FROM customer WHERE c_w_id = ? AND c_d_id = ? AND c_id = ?";
    private static final String INSERT_ORDER = "INSERT INTO orders (o_id, o_d_id, o_w_id, o_c_id, o_entry_d, "
            + "o_carrier_id, o_ol_cnt, o_all_local) VALUES (?, ?, ?, ?, ?, NULL, ?, ?)";
    private static final String INSERT_NEW_ORDER = "INSERT INTO new_order (no_o_id, no_d_id, no_w_id) VALUES (?, ?, ?)";
    private static final String SELECT_ITEM = "SELECT i_price, i_name, i_data FROM item WHERE i_id = ?";
    private static final List<String> SELECT_STOCK = IntStream.rangeClosed(1, Population.DISTRICTS_PER_WAREHOUSE)
            .mapToObj(district -> String.format(
                    Locale.ROOT,
                    "SELECT s_quantity, s_dist_%02d, s_data FROM stock WHERE s_w_id = ? AND s_i_id = ? FOR UPDATE",
                    district))
            .collect(Collectors.toUnmodifiableList());
    private static final String UPDATE_STOCK = "UPDATE stock SET s_quantity = ?, s_ytd = s_ytd + ?, "
            + "s_order_cnt = s_order_cnt + 1, s_remote_cnt = s_remote_cnt + ? WHERE s_w_id = ? AND s_i_id = ?";
    private static final String INSERT_LINE = "INSERT INTO order_line (ol_o_id, ol_d_id, ol_w_id, ol_number, ol_i_id, "
            + "ol_supply_w_id, ol_delivery_d, ol_quantity, ol_amount, ol_dist_info) "
            + "VALUES (?, ?, ?, ?, ?, ?, NULL, ?, ?, ?)";
    private static final String ORIGINAL = "ORIGINAL";

    private final Session session;
    private final NewOrder order;
    private BigDecimal sum = BigDecimal.ZERO;
    private int brandLines;
    private NewOrder.@Nullable Line previous;

    NewOrderProfile(Session session, NewOrder order) {
        this.session = session;
        this.order = order;
    }

    Outcome execute() throws SQLException {
        BigDecimal warehouseTax = session.exactlyOne(SELECT_WAREHOUSE, row -> row.getBigDecimal(1), order.warehouse());
        District district = takeOrderNumber();
        Customer customer = session.exactlyOne(
                SELECT_CUSTOMER, Customer::read, order.warehouse(), order.district(), order.customer());
        insertOrder(district.nextOrder());
        if (!insertLines(district.nextOrder())) {
            return Outcome.abort("order " + district.nextOrder() + ": item number is not valid");
        }
        BigDecimal tax = BigDecimal.ONE.add(warehouseTax).add(district.tax());
        BigDecimal total = sum.multiply(BigDecimal.ONE.subtract(customer.discount()))
                .multiply(tax)
                .setScale(2, RoundingMode.HALF_UP);
        return Outcome.commit("order " + district.nextOrder() + " of " + customer.lastName() + " (" + customer.credit()
                + "): total " + total + ", brand lines " + brandLines);
    }

    private District takeOrderNumber() throws SQLException {
        District district = session.exactlyOne(SELECT_DISTRICT, District::read, order.warehouse(), order.district());
        session.update(UPDATE_DISTRICT, order.warehouse(), order.district());
        return district;
    }

    private void insertOrder(int number) throws SQLException {
        session.update(
                INSERT_ORDER,
                number,
                order.district(),
                order.warehouse(),
                order.customer(),
                order.moment(),
                order.lines().size(),
                order.crossesWarehouses() ? 0 : 1);
        session.update(INSERT_NEW_ORDER, number, order.district(), order.warehouse());
    }

    /** False when an item does not exist. The work done until then is sent all the same (clause 2.4.2.3). */
    private boolean insertLines(int orderNumber) throws SQLException {
        boolean allKnown = true;
        for (int index = 0; index < order.lines().size(); index++) {
            NewOrder.Line line = order.lines().get(index);
            Optional<Item> item = session.one(SELECT_ITEM, Item::read, line.item());
            allKnown = allKnown && item.isPresent();
            if (item.isPresent()) {
                insertLine(orderNumber, index + 1, line, item.get());
            }
        }
        session.executeBatch(UPDATE_STOCK);
        session.executeBatch(INSERT_LINE);
        return allKnown;
    }

    private void insertLine(int orderNumber, int lineNumber, NewOrder.Line line, Item item) throws SQLException {
        Stock stock = takeStock(line);
        BigDecimal amount = item.price().multiply(BigDecimal.valueOf(line.quantity()));
        sum = sum.add(amount);
        brandLines += item.isOriginal() && stock.isOriginal() ? 1 : 0;
        session.addBatch(
                INSERT_LINE,
                orderNumber,
                order.district(),
                order.warehouse(),
                lineNumber,
                line.item(),
                line.supplyWarehouse(),
                line.quantity(),
                amount,
                stock.districtText());
    }

    private Stock takeStock(NewOrder.Line line) throws SQLException {
        sendUpdateOf(line);
        String select = SELECT_STOCK.get(order.district() - 1);
        Stock stock = session.exactlyOne(select, Stock::read, line.supplyWarehouse(), line.item());
        session.addBatch(
                UPDATE_STOCK,
                stock.quantityAfter(line.quantity()),
                line.quantity(),
                order.isRemote(line) ? 1 : 0,
                line.supplyWarehouse(),
                line.item());
        return stock;
    }

    /** An order may name an item twice. Sorted lines bring the two together, so looking one line back is enough. */
    private void sendUpdateOf(NewOrder.Line line) throws SQLException {
        if (previous != null && previous.hasStockOf(line)) {
            session.executeBatch(UPDATE_STOCK);
        }
        previous = line;
    }

    private record District(BigDecimal tax, int nextOrder) {

        static District read(ResultSet row) throws SQLException {
            return new District(row.getBigDecimal(1), row.getInt(2));
        }
    }

    private record Customer(BigDecimal discount, String lastName, String credit) {

        static Customer read(ResultSet row) throws SQLException {
            return new Customer(row.getBigDecimal(1), row.getString(2), row.getString(3));
        }
    }

    private record Item(BigDecimal price, String name, String data) {

        static Item read(ResultSet row) throws SQLException {
            return new Item(row.getBigDecimal(1), row.getString(2), row.getString(3));
        }

        boolean isOriginal() {
            return data.contains(ORIGINAL);
        }
    }

    private record Stock(int quantity, String districtText, String data) {

        static Stock read(ResultSet row) throws SQLException {
            return new Stock(row.getInt(1), row.getString(2), row.getString(3));
        }

        /** Keeps at least ten in stock by an imagined delivery of 91. */
        int quantityAfter(int ordered) {
            return quantity >= ordered + 10 ? quantity - ordered : quantity - ordered + 91;
        }

        boolean isOriginal() {
            return data.contains(ORIGINAL);
        }
    }
}
