package io.kintsugi.examples.tpcc.check;

import io.kintsugi.examples.tpcc.model.Population;
import java.util.List;
import java.util.stream.IntStream;

/** The warehouses and districts that statements are run for, as lists of parameter values. */
final class Places {

    private Places() {}

    static List<List<Integer>> warehouses(int count) {
        return IntStream.rangeClosed(1, count).mapToObj(List::of).toList();
    }

    static List<List<Integer>> districts(int warehouses) {
        return IntStream.rangeClosed(1, warehouses)
                .boxed()
                .flatMap(warehouse -> IntStream.rangeClosed(1, Population.DISTRICTS_PER_WAREHOUSE)
                        .mapToObj(district -> List.of(warehouse, district)))
                .toList();
    }

    /** Repeats the values of a place until every parameter marker of the statement has one. */
    static Object[] parameters(String sql, List<Integer> place) {
        int markers = (int) sql.chars().filter(character -> character == '?').count();
        return IntStream.range(0, markers)
                .mapToObj(index -> place.get(index % place.size()))
                .toArray();
    }
}
