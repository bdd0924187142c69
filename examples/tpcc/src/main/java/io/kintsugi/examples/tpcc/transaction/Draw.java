package io.kintsugi.examples.tpcc.transaction;

import io.kintsugi.examples.tpcc.model.Home;
import io.kintsugi.examples.tpcc.model.NonUniform;
import io.kintsugi.examples.tpcc.model.Population;
import io.kintsugi.examples.tpcc.model.Randomness;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;

/** Everything a terminal draws the input of its transactions from. Confined to the terminal's thread. */
public record Draw(Population population, NonUniform nonUniform, Randomness randomness, Home home, Clock clock) {

    private static final int BY_LAST_NAME_PERCENT = 60;

    /** The input of a transaction of this type, by clauses 2.4.1 to 2.8.1. */
    public BusinessTransaction next(TransactionType type) {
        return switch (type) {
            case NEW_ORDER -> NewOrder.draw(this);
            case PAYMENT -> Payment.draw(this);
            case ORDER_STATUS -> OrderStatus.draw(this);
            case DELIVERY -> Delivery.draw(this);
            case STOCK_LEVEL -> StockLevel.draw(this);
        };
    }

    int district() {
        return randomness.uniform(1, Population.DISTRICTS_PER_WAREHOUSE);
    }

    int customer() {
        return nonUniform.customer(randomness);
    }

    CustomerChoice customerChoice() {
        return randomness.percent(BY_LAST_NAME_PERCENT)
                ? new CustomerChoice.ByLastName(nonUniform.lastName(randomness))
                : new CustomerChoice.ById(customer());
    }

    /** Another warehouse than home with this chance, where there is another. */
    int warehouseRemoteWith(int percent) {
        boolean remote = randomness.percent(percent) && population.warehouses() > 1;
        return remote ? randomness.otherThan(home.warehouse(), population.warehouses()) : home.warehouse();
    }

    LocalDateTime now() {
        return LocalDateTime.now(clock).truncatedTo(ChronoUnit.MICROS);
    }
}
