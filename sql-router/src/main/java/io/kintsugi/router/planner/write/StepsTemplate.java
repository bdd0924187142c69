package io.kintsugi.router.planner.write;

import static java.util.Objects.requireNonNull;

import io.kintsugi.errors.ErrorCode;
import io.kintsugi.errors.ShardException;
import io.kintsugi.router.ParameterValues;
import io.kintsugi.router.plan.ExecutionPlan;
import io.kintsugi.router.plan.ExecutionPlan.ReadThenWrite;
import io.kintsugi.router.plan.ExecutionPlan.ReadThenWrite.Guard;
import io.kintsugi.router.plan.Prelude;
import io.kintsugi.router.plan.Reading;
import io.kintsugi.router.plan.RouteExplanation;
import io.kintsugi.router.plan.RowWrite;
import io.kintsugi.router.plan.ShardId;
import io.kintsugi.router.plan.ShardSql;
import io.kintsugi.router.planner.bind.BoundText;
import io.kintsugi.router.planner.bind.ClockWords;
import io.kintsugi.router.planner.bind.Edit;
import io.kintsugi.router.planner.bind.MultiShardPlan;
import io.kintsugi.router.planner.bind.PartPlanner;
import io.kintsugi.router.planner.bind.Piece;
import io.kintsugi.router.planner.bind.Refusal;
import io.kintsugi.router.planner.bind.RefusalException;
import io.kintsugi.router.planner.bind.ShardSet;
import io.kintsugi.router.planner.bind.Splicer;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A write in steps, ready but for values. Both the reading and what is written are statements that are routed like any
 * other; that each can be planned is made sure of here.
 *
 * @param refusal of the statement as one; it is given where the rows cannot be read first either
 * @param columns how many columns the reading has
 * @param reading its text, in planned ordinals
 * @param readsTimes whether a text in it may become a date or a time
 */
record StepsTemplate(
        PartPlanner parts,
        Refusal refusal,
        int columns,
        List<Piece> reading,
        List<WriteTemplate> writes,
        boolean returnsRows,
        Set<Guard> guards,
        Prelude prelude,
        boolean readsTimes,
        RouteExplanation explanation)
        implements MultiShardPlan {
    private static final Pattern PLACE = Pattern.compile(" \\(line \\d+, column \\d+\\)\\.?|\\.$");

    /**
     * One of the writes, see {@link RowWrite}.
     *
     * @param text in planned ordinals
     */
    record WriteTemplate(
            String table, List<Piece> text, List<Integer> untyped, List<Integer> identity, boolean counted) {
        WriteTemplate {
            requireNonNull(table, "table");
            text = List.copyOf(text);
            untyped = List.copyOf(untyped);
            identity = List.copyOf(identity);
        }
    }

    StepsTemplate {
        requireNonNull(parts, "parts");
        requireNonNull(refusal, "refusal");
        reading = List.copyOf(reading);
        writes = List.copyOf(writes);
        guards = Set.copyOf(guards);
        requireNonNull(prelude, "prelude");
        requireNonNull(explanation, "explanation");
    }

    @Override
    public int driver() {
        return 0;
    }

    @Override
    public ExecutionPlan bind(BoundText text, ParameterValues parameters, ShardSet shards) {
        if (readsTimes) {
            ClockWords.refuse(text, ErrorCode.VOLATILE_FUNCTION);
        }
        List<RowWrite> bound = writes.stream().map(write -> write(write, text)).toList();
        return new ReadThenWrite(read(text, parameters), bound, returnsRows, guards, prelude, explanation);
    }

    private Reading read(BoundText text, ParameterValues parameters) {
        ShardSql sql = spliced(reading, text);
        try {
            ExecutionPlan plan = parts.plan(
                    sql.text(),
                    text,
                    number -> parameters.value(sql.parameters().get(number - 1)));
            if (plan instanceof ReadThenWrite) {
                throw refusal.because("the rows themselves depend on other shards")
                        .in(text);
            }
            return new Reading(sql.text(), sql.parameters(), columns, plan);
        } catch (RefusalException unread) {
            throw refusal.because("nor can its rows be read first: "
                            + unread.refusal().message())
                    .in(text);
        } catch (ShardException unread) {
            if (unread.code() == refusal.code()) {
                throw unread;
            }
            throw refusal.because("nor can its rows be read first: " + withoutPlace(unread))
                    .in(text);
        }
    }

    private RowWrite write(WriteTemplate write, BoundText text) {
        ShardSql sql = spliced(write.text(), text);
        try {
            parts.require(sql.text(), text);
        } catch (RefusalException refused) {
            throw refusal.because("nor can its rows be written by key: "
                            + refused.refusal().message())
                    .in(text);
        }
        List<Integer> parameters = sql.parameters().stream()
                .map(number -> number < 0 ? -number : columns + number)
                .toList();
        return new RowWrite(write.table(), sql.text(), parameters, write.untyped(), write.identity(), write.counted());
    }

    /** Places are those of a text that the user has not written. */
    private static String withoutPlace(ShardException refused) {
        return PLACE.matcher(refused.description()).replaceAll("");
    }

    private static ShardSql spliced(List<Piece> pieces, BoundText text) {
        List<Piece> here = pieces.stream().map(piece -> at(piece, text)).toList();
        return Splicer.splice(
                ShardId.CATALOG, text, List.of(new Edit(0, text.sql().count(), here)));
    }

    private static Piece at(Piece piece, BoundText text) {
        return piece instanceof Piece.Copy copy
                ? new Piece.Copy(text.token(copy.first()), text.token(copy.end()))
                : piece;
    }
}
