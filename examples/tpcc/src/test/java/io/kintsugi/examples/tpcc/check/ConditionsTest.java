package io.kintsugi.examples.tpcc.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class ConditionsTest {

    @Test
    void all_areTheTwelveInOrder() {
        assertThat(Conditions.ALL.stream().map(Condition::number))
                .containsExactlyElementsOf(IntStream.rangeClosed(1, 12).boxed().toList());
    }

    @Test
    void everyStatement_bindsAWarehouseIdForEachTableItReads() {
        assertThat(Conditions.ALL.stream().flatMap(condition -> condition.probes().stream()))
                .allSatisfy(probe -> assertThat(statements(probe)).allSatisfy(ConditionsTest::bindsWarehouses));
    }

    private static void bindsWarehouses(String sql) {
        int tables = sql.split("\\b(FROM|JOIN) ", -1).length - 1;
        int bound = sql.split("\\b\\w*w_id = \\?", -1).length - 1;
        assertThat(bound).as(sql).isEqualTo(tables);
    }

    private static List<String> statements(Probe probe) {
        return probe.accept(new Probe.Visitor<List<String>>() {
            @Override
            public List<String> equality(Probe.Equality equality) {
                return Stream.concat(equality.left().stream(), equality.right().stream())
                        .map(Term::sql)
                        .toList();
            }

            @Override
            public List<String> noRow(Probe.NoRow noRow) {
                return List.of(noRow.sql());
            }
        });
    }
}
