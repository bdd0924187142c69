package io.kintsugi.router.planner.bind;

import static java.util.Objects.requireNonNull;

import io.kintsugi.router.RoutingContext;
import io.kintsugi.router.lexer.LexedSql;
import io.kintsugi.topology.KeyWeights;
import java.util.List;
import java.util.stream.IntStream;

/**
 * One text that a plan is applied to: its tokens, how the plan's ordinals map to them, and the session's context.
 *
 * @param weights what is known of the weights of texts
 */
public record BoundText(LexedSql sql, TokenMap map, RoutingContext context, KeyWeights weights) {
    private static final int SMALL = 32;
    private static final List<List<Integer>> SMALL_LISTS =
            IntStream.rangeClosed(0, SMALL).mapToObj(BoundText::numbersUpTo).toList();

    public BoundText {
        requireNonNull(sql, "sql");
        requireNonNull(map, "map");
        requireNonNull(context, "context");
        requireNonNull(weights, "weights");
    }

    /** A text of whose weights nothing has been asked. */
    public BoundText(LexedSql sql, TokenMap map, RoutingContext context) {
        this(sql, map, context, KeyWeights.NONE);
    }

    /** The same text with other weights. */
    public BoundText with(KeyWeights known) {
        return new BoundText(sql, map, context, known);
    }

    /** The ordinal in this text of a token of the planned text. */
    public int token(int plannedOrdinal) {
        return map.toText(plannedOrdinal);
    }

    /** The text as the application gave it. */
    public String verbatim() {
        return sql.sql();
    }

    /** The parameters of the verbatim text: 1 to n. */
    public List<Integer> allParameters() {
        int count = sql.parameterCount();
        return count <= SMALL ? SMALL_LISTS.get(count) : numbersUpTo(count);
    }

    /** A copy, since plans copy lists: of one that could hold null, as toList() makes them, anew each time. */
    private static List<Integer> numbersUpTo(int count) {
        return List.copyOf(IntStream.rangeClosed(1, count).boxed().toList());
    }
}
