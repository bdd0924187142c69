package io.kintsugi.router.planner.read;

import io.kintsugi.router.plan.Comparison;
import io.kintsugi.router.plan.OutputColumn;
import io.kintsugi.router.planner.analysis.Analysis;
import io.kintsugi.router.planner.bind.Piece;
import io.kintsugi.router.planner.dialect.MergeForm;
import io.kintsugi.router.planner.dialect.SqlDialect;
import io.kintsugi.router.planner.scope.Block;
import io.kintsugi.router.planner.scope.Columns;
import io.kintsugi.router.planner.scope.Relation;
import io.kintsugi.router.planner.scope.Types;
import io.kintsugi.router.schema.ColumnType;
import io.kintsugi.router.schema.TypeClass;
import io.kintsugi.router.syntax.ColumnReference;
import io.kintsugi.router.syntax.Expression;
import io.kintsugi.router.syntax.FunctionCall;
import io.kintsugi.router.syntax.ParameterReference;
import io.kintsugi.router.syntax.Query;
import io.kintsugi.router.syntax.SyntaxNode;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How the partial results of an aggregate combine (sql-pitfalls 37). Confined to one planning. */
final class AggregatePlanner {
    private final Analysis analysis;
    private final Block block;
    private final SelectShape shape;
    private final Relation driver;
    private final SqlDialect dialect;
    private @Nullable Expression distinct;
    private @Nullable FunctionCall countsKeys;

    AggregatePlanner(Analysis analysis, Block block, SelectShape shape, Relation driver) {
        this.analysis = analysis;
        this.block = block;
        this.shape = shape;
        this.driver = driver;
        this.dialect = SqlDialect.of(analysis.source().sql());
    }

    /** What aggregates of DISTINCT values are about: the shards group by it as well. */
    Optional<Expression> distinct() {
        if (distinct != null && countsKeys != null) {
            // In groups made smaller a key comes more than once.
            throw uncombinable(countsKeys, "DISTINCT values of more than one expression are not told apart");
        }
        return Optional.ofNullable(distinct);
    }

    /** @param column where the shards return the call itself */
    OutputColumn of(FunctionCall call, int column) {
        if (!call.orderBy().isEmpty()
                || !call.withinGroup().isEmpty()
                || call.over().isPresent()) {
            throw uncombinable(call, "partial results of ORDER BY or WITHIN GROUP do not combine");
        }
        return switch (call.name().name()) {
            case "count" -> apart(call, new OutputColumn.SumOfCounts(column));
            case "sum" -> apart(call, sum(column, call));
            case "avg" -> average(column, call);
            case "min" -> extreme(column, call, false);
            case "max" -> extreme(column, call, true);
            case "bool_and", "every" -> new OutputColumn.Extreme(column, false, Comparison.BOOLEAN);
            case "bool_or" -> new OutputColumn.Extreme(column, true, Comparison.BOOLEAN);
            case "bit_and" -> bits(column, call, true);
            case "bit_or" -> bits(column, call, false);
            case "any_value" -> new OutputColumn.AnyValue(column);
            default -> throw uncombinable(call, "its partial results do not combine");
        };
    }

    /** An aggregate of DISTINCT values counts each once, unless all its rows are on one shard. */
    private OutputColumn apart(FunctionCall call, OutputColumn plain) {
        if (!call.distinct()) {
            return plain;
        }
        if (isOnOneShard(call)) {
            countsKeys = call;
            return plain;
        }
        if (call.arguments().size() != 1) {
            throw uncombinable(call, "only DISTINCT values of one expression are told apart");
        }
        Expression of = call.arguments().get(0);
        if (hasParameter(of) || !hasColumn(of)) {
            throw uncombinable(call, "groups cannot be made by a parameter or a constant");
        }
        if (distinct != null && !shape.sameTokens(distinct.span(), of.span())) {
            throw uncombinable(call, "DISTINCT values of more than one expression are not told apart");
        }
        distinct = of;
        MergeForm form = argumentType(call)
                .flatMap(dialect::equality)
                .orElseThrow(() -> uncombinable(call, "values of its type are not compared exactly"));
        return new OutputColumn.Distinct(plain, shape.hide(form, of), form.comparison());
    }

    private boolean isOnOneShard(FunctionCall call) {
        return call.arguments().size() == 1
                && call.arguments().get(0) instanceof ColumnReference reference
                && Columns.resolve(reference, block)
                        .filter(analysis.keyClass(driver)::contains)
                        .isPresent();
    }

    static boolean hasParameter(SyntaxNode node) {
        return node instanceof ParameterReference
                || node instanceof Query
                || node.children().stream().anyMatch(AggregatePlanner::hasParameter);
    }

    private static boolean hasColumn(SyntaxNode node) {
        return node instanceof ColumnReference || node.children().stream().anyMatch(AggregatePlanner::hasColumn);
    }

    private OutputColumn sum(int column, FunctionCall call) {
        requireNumber(call);
        return new OutputColumn.SumOfSums(column);
    }

    private OutputColumn average(int column, FunctionCall call) {
        requireNumber(call);
        if (call.distinct() && !isOnOneShard(call)) {
            throw uncombinable(call, "an average of DISTINCT values is not put together");
        }
        boolean real = argumentType(call)
                .filter(type -> type.typeClass() == TypeClass.FLOAT4)
                .isPresent();
        if (real) {
            throw uncombinable(call, "a sum of reals has fewer digits than their average");
        }
        if (call.distinct()) {
            countsKeys = call;
        }
        int sum = shape.hide(renamed("sum", call));
        int count = shape.hide(renamed("count", call));
        return new OutputColumn.Average(column, sum, count);
    }

    /** The same call, FILTER included, of another aggregate. */
    private Piece[] renamed(String aggregate, FunctionCall call) {
        return new Piece[] {
            new Piece.Text(dialect.aggregate(aggregate)),
            new Piece.Copy(call.name().span().end(), call.span().end())
        };
    }

    private void requireNumber(FunctionCall call) {
        boolean adds = argumentType(call).filter(dialect.types()::addsUp).isPresent();
        if (!adds) {
            throw uncombinable(call, "only numbers add up");
        }
    }

    private Optional<ColumnType> argumentType(FunctionCall call) {
        return call.arguments().size() == 1
                ? Types.of(call.arguments().get(0), block, analysis.context().schema())
                : Optional.empty();
    }

    private OutputColumn extreme(int column, FunctionCall call, boolean greatest) {
        MergeForm form = argumentType(call)
                .flatMap(dialect::extreme)
                .orElseThrow(() -> uncombinable(call, "values of its type or collation are not ordered exactly"));
        return new OutputColumn.Extreme(column, shape.hide(form, column, call), greatest, form.comparison());
    }

    private OutputColumn bits(int column, FunctionCall call, boolean all) {
        if (argumentType(call).filter(dialect.types()::isInteger).isEmpty()) {
            throw uncombinable(call, "only bits of integers combine");
        }
        return new OutputColumn.Bits(column, all);
    }

    private RuntimeException uncombinable(FunctionCall call, String why) {
        return ScatterRefusals.uncombinable(analysis.source().sql(), call.span(), why);
    }
}
