package io.kintsugi.examples.tpcc.load;

import io.kintsugi.examples.tpcc.jdbc.Session;
import io.kintsugi.examples.tpcc.model.Randomness;
import java.sql.SQLException;

/** The table item, which belongs to no warehouse. */
final class Items {

    private static final String INSERT =
            "INSERT INTO item (i_id, i_im_id, i_name, i_price, i_data) VALUES (?, ?, ?, ?, ?)";

    private final LoadPlan plan;

    Items(LoadPlan plan) {
        this.plan = plan;
    }

    void load(Session session) throws SQLException {
        Randomness randomness = Randomness.of(plan.seed(), "item", 0);
        int items = plan.population().items();
        OriginalData data = new OriginalData(items);
        RowBatch batch = new RowBatch(session, INSERT);
        for (int item = 1; item <= items; item++) {
            batch.add(
                    INSERT,
                    item,
                    randomness.uniform(1, 10_000),
                    randomness.text(14, 24),
                    randomness.decimal(100, 10_000, 2),
                    data.next(randomness));
            batch.sendWhenFull();
        }
        batch.send();
    }
}
