package io.kintsugi.examples.tpcc.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import io.kintsugi.examples.tpcc.model.Home;
import io.kintsugi.examples.tpcc.model.NonUniform;
import io.kintsugi.examples.tpcc.model.Population;
import io.kintsugi.examples.tpcc.model.Randomness;
import java.time.Clock;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The shares are those of a fixed seed: they cannot change from run to run. */
final class DrawTest {

    private static final int DRAWS = 20_000;
    private static final Population POPULATION = new Population(4, 3000, 100_000);
    private static final Home HOME = new Home(2, 7);

    private final Draw draw = drawIn(POPULATION);

    @Test
    void newOrder_hasFiveToFifteenLinesOfOneToTenPieces() {
        assertThat(newOrders(draw)).allSatisfy(order -> {
            assertThat(order.lines()).hasSizeBetween(5, 15);
            assertThat(order.lines()).allMatch(line -> line.quantity() >= 1 && line.quantity() <= 10);
            assertThat(order.warehouse()).isEqualTo(HOME.warehouse());
        });
    }

    @Test
    void newOrder_namesAnUnusedItemInOneOfAHundred_andAlwaysLast() {
        List<NewOrder> orders = newOrders(draw);
        assertThat(share(orders, DrawTest::endsWithUnusedItem)).isBetween(0.007, 0.013);
        assertThat(orders)
                .allMatch(order -> order.lines().stream()
                        .limit(order.lines().size() - 1)
                        .allMatch(line -> line.item() <= POPULATION.items()));
    }

    @Test
    void newOrder_takesOneLineInAHundredFromAnotherWarehouse() {
        List<NewOrder> orders = newOrders(draw);
        List<Boolean> remote = orders.stream()
                .flatMap(order -> order.lines().stream().map(order::isRemote))
                .toList();
        assertThat(share(remote, line -> line)).isBetween(0.008, 0.012);
    }

    @Test
    void newOrder_isSortedByStockRow() {
        assertThat(newOrders(draw))
                .filteredOn(order -> !endsWithUnusedItem(order))
                .allSatisfy(order -> {
                    List<Long> places = order.lines().stream()
                            .map(line -> line.supplyWarehouse() * 1_000_000L + line.item())
                            .toList();
                    assertThat(places).isSorted();
                });
    }

    @Test
    void payment_isRemoteInFifteenAndByNameInSixtyOfAHundred() {
        List<Payment> payments =
                Stream.generate(() -> Payment.draw(draw)).limit(DRAWS).toList();
        assertThat(share(payments, Payment::crossesWarehouses)).isBetween(0.14, 0.16);
        assertThat(share(payments, payment -> payment.choice() instanceof CustomerChoice.ByLastName))
                .isBetween(0.59, 0.61);
        assertThat(payments)
                .filteredOn(payment -> !payment.crossesWarehouses())
                .allMatch(payment -> payment.customerDistrict() == payment.district());
        assertThat(payments).allMatch(payment -> payment.customerWarehouse() >= 1 && payment.customerWarehouse() <= 4);
    }

    @Test
    void stockLevel_staysInTheTerminalsDistrict() {
        assertThat(Stream.generate(() -> StockLevel.draw(draw)).limit(1000))
                .allMatch(level -> level.warehouse() == 2 && level.district() == 7)
                .allMatch(level -> level.threshold() >= 10 && level.threshold() <= 20);
    }

    @Test
    void nothing_isRemoteWhereThereIsOneWarehouse() {
        Draw alone = drawIn(new Population(1, 3000, 100_000));
        assertThat(Stream.generate(() -> Payment.draw(alone)).limit(1000)).noneMatch(Payment::crossesWarehouses);
    }

    private static Draw drawIn(Population population) {
        Home home = population.warehouses() == 1 ? new Home(1, 1) : HOME;
        NonUniform nonUniform = NonUniform.forRun(population, 1);
        return new Draw(population, nonUniform, new Randomness(9), home, Clock.systemUTC());
    }

    private static List<NewOrder> newOrders(Draw draw) {
        return Stream.generate(() -> NewOrder.draw(draw)).limit(DRAWS).toList();
    }

    private static boolean endsWithUnusedItem(NewOrder order) {
        return order.lines().get(order.lines().size() - 1).item() > POPULATION.items();
    }

    private static <T> double share(List<T> values, Predicate<T> counted) {
        return values.stream().filter(counted).count() / (double) values.size();
    }
}
