package io.kintsugi.examples.tpcc.transaction;

import io.kintsugi.examples.tpcc.jdbc.Session;
import io.kintsugi.examples.tpcc.model.Randomness;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Clause 2.4: a customer orders five to fifteen items, of which one in a hundred comes from another warehouse. */
record NewOrder(int warehouse, int district, int customer, LocalDateTime moment, List<Line> lines)
        implements BusinessTransaction {

    private static final int REMOTE_LINE_PERCENT = 1;
    private static final int UNUSED_ITEM_PERCENT = 1;

    NewOrder {
        lines = List.copyOf(lines);
    }

    static NewOrder draw(Draw draw) {
        return new NewOrder(draw.home().warehouse(), draw.district(), draw.customer(), draw.now(), drawLines(draw));
    }

    /**
     * The lines are sorted, so that two orders lock the stock rows they share in one order and do not deadlock. The
     * unused item stays last, where clause 2.4.1.5 wants it.
     */
    private static List<Line> drawLines(Draw draw) {
        Randomness randomness = draw.randomness();
        int count = randomness.uniform(5, 15);
        boolean unusedLast = randomness.percent(UNUSED_ITEM_PERCENT);
        List<Line> lines = new ArrayList<>();
        for (int line = 1; line <= count; line++) {
            lines.add(drawLine(draw, draw.nonUniform().item(randomness)));
        }
        lines.sort(Comparator.comparingInt(Line::supplyWarehouse).thenComparingInt(Line::item));
        if (unusedLast) {
            lines.set(count - 1, drawLine(draw, draw.population().items() + 1));
        }
        return lines;
    }

    private static Line drawLine(Draw draw, int item) {
        int supplier = draw.warehouseRemoteWith(REMOTE_LINE_PERCENT);
        return new Line(item, supplier, draw.randomness().uniform(1, 10));
    }

    @Override
    public TransactionType type() {
        return TransactionType.NEW_ORDER;
    }

    @Override
    public boolean crossesWarehouses() {
        return lines.stream().anyMatch(this::isRemote);
    }

    @Override
    public Outcome execute(Session session) throws SQLException {
        return new NewOrderProfile(session, this).execute();
    }

    boolean isRemote(Line line) {
        return line.supplyWarehouse() != warehouse;
    }

    /** One line of the order. */
    record Line(int item, int supplyWarehouse, int quantity) {

        boolean hasStockOf(Line other) {
            return item == other.item && supplyWarehouse == other.supplyWarehouse;
        }
    }
}
