package io.kintsugi.router.planner.read;

import io.kintsugi.errors.ErrorCode;
import io.kintsugi.router.ParameterValues;
import io.kintsugi.router.plan.ExecutionPlan;
import io.kintsugi.router.plan.Merge;
import io.kintsugi.router.plan.Prelude;
import io.kintsugi.router.plan.RouteExplanation;
import io.kintsugi.router.plan.ShardId;
import io.kintsugi.router.plan.ShardSql;
import io.kintsugi.router.planner.bind.BoundText;
import io.kintsugi.router.planner.bind.ClockWords;
import io.kintsugi.router.planner.bind.Edit;
import io.kintsugi.router.planner.bind.MultiShardPlan;
import io.kintsugi.router.planner.bind.Piece;
import io.kintsugi.router.planner.bind.ShardSet;
import io.kintsugi.router.planner.bind.Splicer;
import io.kintsugi.router.planner.bind.Targets;
import io.kintsugi.router.planner.dialect.SqlDialect;
import io.kintsugi.topology.Keyspace;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A read over several shards, ready but for values: where the hidden columns go, what LIMIT becomes, how rows merge.
 *
 * @param edits what each shard is told otherwise than the text says, in planned ordinals
 * @param merge with offset and limit still to be filled in
 * @param few what bounds the rows by the text alone, if anything does
 * @param pushesLimit whether each shard may stop after offset + limit rows; not before rows are grouped
 * @param prelude what MySQL is told on each shard before
 * @param readsTimes whether a text in it may become a date or a time
 */
record ScatterTemplate(
        Keyspace keyspace,
        int driver,
        List<Edit> edits,
        Merge merge,
        Optional<LimitSource> limit,
        Optional<LimitSource> offset,
        Optional<FewRows> few,
        boolean pushesLimit,
        Prelude prelude,
        boolean readsTimes,
        RouteExplanation explanation)
        implements MultiShardPlan {

    @Override
    public ExecutionPlan bind(BoundText text, ParameterValues parameters, ShardSet shards) {
        if (readsTimes) {
            ClockWords.refuse(text, ErrorCode.VOLATILE_FUNCTION);
        }
        OptionalLong limited = read(limit, text, parameters);
        OptionalLong skipped = read(offset, text, parameters);
        List<Edit> spliced = new ArrayList<>();
        edits.forEach(edit -> spliced.add(inText(edit, text)));
        // WITH TIES takes no NULL.
        String all = merge.withTies() && limited.isPresent()
                ? Long.toString(Long.MAX_VALUE)
                : SqlDialect.of(text.sql()).unlimited();
        limit.ifPresent(source -> spliced.add(replace(source, text, pushedLimit(limited, skipped, all))));
        offset.ifPresent(source -> spliced.add(replace(source, text, pushedOffset(skipped))));
        int[] possible = shards.ordinals(keyspace.shards().size());
        // A key equal to NULL is on no shard: any one says so, with a row where the query gives one all the same.
        int[] ordinals = possible.length == 0 ? new int[] {0} : possible;
        OptionalLong fewRows = few.isPresent() ? OptionalLong.of(few.get().most(text)) : OptionalLong.empty();
        return new ExecutionPlan.ScatterRead(
                statements(text, spliced, ordinals), merged(limited, skipped), fewRows, explanation);
    }

    private static OptionalLong read(Optional<LimitSource> source, BoundText text, ParameterValues parameters) {
        return source.isEmpty() ? OptionalLong.empty() : source.get().read(text, parameters);
    }

    /** One text for all shards: spliced once, named for each. */
    private List<ShardSql> statements(BoundText text, List<Edit> edits, int[] ordinals) {
        ShardId first = Targets.id(keyspace, ordinals[0]);
        ShardSql model = edits.isEmpty() ? Targets.verbatim(first, text) : Splicer.splice(first, text, edits);
        List<ShardSql> statements = new ArrayList<>(ordinals.length);
        for (int ordinal : ordinals) {
            statements.add(new ShardSql(Targets.id(keyspace, ordinal), model.text(), model.parameters(), prelude));
        }
        return statements;
    }

    private String pushedLimit(OptionalLong limited, OptionalLong skipped, String all) {
        if (limited.isEmpty() || (limited.getAsLong() >= 0 && !pushesLimit)) {
            return all;
        }
        long wanted = limited.getAsLong();
        long dropped = Math.max(0, skipped.orElse(0));
        // A negative number goes to the server as it is: the error is the server's own.
        boolean fits = wanted <= Long.MAX_VALUE - dropped;
        return wanted < 0 ? Long.toString(wanted) : fits ? Long.toString(wanted + dropped) : all;
    }

    private static String pushedOffset(OptionalLong skipped) {
        return skipped.isPresent() && skipped.getAsLong() < 0 ? Long.toString(skipped.getAsLong()) : "0";
    }

    private static Edit replace(LimitSource source, BoundText text, String number) {
        int first = text.token(source.span().first());
        if (source.kind() == LimitSource.Kind.ONE) {
            return Edit.insert(first, number + " ");
        }
        return Edit.replace(first, text.token(source.span().end()), number);
    }

    private static Edit inText(Edit edit, BoundText text) {
        List<Piece> pieces =
                edit.pieces().stream().map(piece -> inText(piece, text)).toList();
        return new Edit(text.token(edit.first()), text.token(edit.end()), pieces);
    }

    private static Piece inText(Piece piece, BoundText text) {
        return piece instanceof Piece.Copy copy
                ? new Piece.Copy(text.token(copy.first()), text.token(copy.end()))
                : piece;
    }

    private Merge merged(OptionalLong limited, OptionalLong skipped) {
        return merge.window(
                Math.max(0, skipped.orElse(0)),
                limited.isPresent() ? OptionalLong.of(Math.max(0, limited.getAsLong())) : OptionalLong.empty());
    }
}
