package io.kintsugi.examples.tpcc.load;

import io.kintsugi.examples.tpcc.jdbc.Session;
import io.kintsugi.examples.tpcc.model.Randomness;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The table stock: each item once in each warehouse. */
final class StockRows implements WarehouseRows {

    private static final String INSERT = "INSERT INTO stock (s_i_id, s_w_id, s_quantity, s_dist_01, s_dist_02, "
            + "s_dist_03, s_dist_04, s_dist_05, s_dist_06, s_dist_07, s_dist_08, s_dist_09, s_dist_10, s_ytd, "
            + "s_order_cnt, s_remote_cnt, s_data) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
    private static final int DISTRICT_TEXTS = 10;

    private final LoadPlan plan;

    StockRows(LoadPlan plan) {
        this.plan = plan;
    }

    @Override
    public void load(Session session, int warehouse) throws SQLException {
        Randomness randomness = Randomness.of(plan.seed(), "stock", warehouse);
        int items = plan.population().items();
        OriginalData data = new OriginalData(items);
        RowBatch batch = new RowBatch(session, INSERT);
        for (int item = 1; item <= items; item++) {
            batch.add(INSERT, row(randomness, data, item, warehouse));
            batch.sendWhenFull();
        }
        batch.send();
    }

    private static @Nullable Object[] row(Randomness randomness, OriginalData data, int item, int warehouse) {
        List<Object> row = new ArrayList<>(List.of(item, warehouse, randomness.uniform(10, 100)));
        for (int text = 0; text < DISTRICT_TEXTS; text++) {
            row.add(randomness.text(24, 24));
        }
        row.addAll(List.of(0, 0, 0, data.next(randomness)));
        return row.toArray();
    }
}
