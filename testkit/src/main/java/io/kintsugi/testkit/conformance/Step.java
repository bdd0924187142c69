package io.kintsugi.testkit.conformance;

import io.kintsugi.testkit.oracle.Dialect;
import io.kintsugi.testkit.oracle.Parameter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One statement of a case.
 *
 * @param line where it stands
 * @param lastLine where its text and parameters end, which is where a tier is written
 * @param session who sends it
 * @param dialects where it is sent
 * @param parameters one list an execution; empty when it is sent as text
 * @param tiers the expected tier by qualifier, see {@link Tiers}
 * @param error the SQLSTATE that one plain database answers with; empty for success
 * @param rows what a plain database answers, where the case says it
 */
record Step(
        int line,
        int lastLine,
        String session,
        Set<Dialect> dialects,
        String sql,
        List<List<Parameter>> parameters,
        Manner manner,
        Tiers tiers,
        Map<String, String> error,
        Optional<String> says,
        Optional<List<String>> rows) {

    /**
     * How it is run and compared.
     *
     * @param repeat how many times
     * @param batch whether the executions are one batch
     * @param prepared whether it is prepared even without parameters
     * @param fetch rows a portion; 0 leaves it to the driver
     * @param keys columns whose generated values are asked for; {@code *} leaves the choice to the driver
     * @param order how rows are compared
     * @param masked columns of which only the rank of a value counts, since ids are made up
     * @param shape whether only the columns and the number of rows count, since values are made up
     */
    record Manner(
            int repeat,
            boolean batch,
            boolean prepared,
            int fetch,
            List<String> keys,
            Order order,
            Set<String> masked,
            boolean shape) {
        Manner {
            keys = List.copyOf(keys);
            masked = Set.copyOf(masked);
        }
    }

    /**
     * What an ORDER BY leaves open.
     *
     * @param total whether it leaves nothing open
     * @param columns numbers of the columns it orders by, from 1: these are compared in order, rows without
     */
    record Order(boolean total, List<Integer> columns) {
        static final Order NONE = new Order(false, List.of());
        static final Order TOTAL = new Order(true, List.of());

        Order {
            columns = List.copyOf(columns);
        }
    }

    /** The same with {@code {side}} replaced: names that are one server's must not meet where both sides share it. */
    Step on(String side) {
        return new Step(
                line,
                lastLine,
                session,
                dialects,
                sql.replace("{side}", side),
                parameters,
                manner,
                tiers,
                error,
                says,
                rows);
    }

    /** The SQLSTATE that one plain database of the dialect answers with; empty for success. */
    Optional<String> error(Dialect dialect) {
        String general = error.getOrDefault("", "");
        String state = error.getOrDefault(dialect.word(), general);
        return state.isEmpty() || state.equals("none") ? Optional.empty() : Optional.of(state);
    }
}
