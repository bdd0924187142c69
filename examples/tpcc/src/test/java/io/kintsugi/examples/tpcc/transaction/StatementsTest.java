package io.kintsugi.examples.tpcc.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What makes the program fit to shard: each statement names the warehouse of each sharded table it touches. */
final class StatementsTest {

    private static final Map<String, String> KEYS = Map.of(
            "warehouse", "w_id",
            "district", "d_w_id",
            "customer", "c_w_id",
            "history", "h_w_id",
            "orders", "o_w_id",
            "new_order", "no_w_id",
            "order_line", "ol_w_id",
            "stock", "s_w_id");

    @Test
    void everyStatement_carriesTheWarehouseIdOfEachShardedTable() throws IllegalAccessException {
        List<String> statements = statements();
        assertThat(statements).hasSizeGreaterThan(30);
        assertThat(statements)
                .allSatisfy(statement -> KEYS.forEach((table, key) -> {
                    if (statement.matches("(?s).*\\b(FROM|JOIN|UPDATE) " + table + "\\b.*")) {
                        assertThat(statement).matches("(?s).*\\b" + key + " = \\?.*");
                    }
                    if (statement.startsWith("INSERT INTO " + table + " ")) {
                        assertThat(statement).matches("(?s).*[(, ]" + key + "[,)].*");
                    }
                }));
    }

    private static List<String> statements() throws IllegalAccessException {
        List<Class<?>> sources = List.of(
                NewOrderProfile.class,
                Payment.class,
                OrderStatus.class,
                Delivery.class,
                StockLevel.class,
                CustomerChoice.ByLastName.class);
        List<String> statements = new ArrayList<>();
        for (Class<?> source : sources) {
            for (Field field : source.getDeclaredFields()) {
                if (Modifier.isStatic(field.getModifiers())) {
                    field.setAccessible(true);
                    texts(field.get(null)).filter(StatementsTest::isStatement).forEach(statements::add);
                }
            }
        }
        return statements;
    }

    private static Stream<String> texts(Object value) {
        return value instanceof List<?> list ? list.stream().map(String::valueOf) : Stream.of(String.valueOf(value));
    }

    private static boolean isStatement(String text) {
        return text.matches("(?s)(SELECT|UPDATE|DELETE|INSERT) .*");
    }
}
