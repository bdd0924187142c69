package io.kintsugi.router.facade;

import io.kintsugi.errors.ErrorCode;
import io.kintsugi.errors.ShardException;
import io.kintsugi.router.RoutingContext;
import io.kintsugi.router.lexer.LexedSql;
import io.kintsugi.router.lexer.StatementClass;
import io.kintsugi.router.plan.ExecutionPlan;
import io.kintsugi.router.plan.RouteExplanation;
import io.kintsugi.router.plan.RouteExplanation.Tier;
import io.kintsugi.router.plan.ShardId;
import io.kintsugi.router.plan.ShardSql;
import io.kintsugi.router.planner.CertainTarget;
import io.kintsugi.router.planner.bind.Targets;
import io.kintsugi.router.planner.ddl.DdlPlanner;
import io.kintsugi.router.syntax.DdlParser;
import io.kintsugi.router.syntax.DdlStatement;
import io.kintsugi.router.syntax.SettingCommand;
import io.kintsugi.router.syntax.TransactionCommand;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Statements that are neither queries nor changes of data: read by small parsers, planned without a tree or a cache.
 */
final class OtherStatements {
    /** Of the statements that only a certain target takes; the others leave locks, cursors, prepared texts. */
    private static final Set<StatementClass> LEAVES_NOTHING = EnumSet.of(
            StatementClass.COPY,
            StatementClass.VACUUM,
            StatementClass.ANALYZE,
            StatementClass.MAINTENANCE,
            StatementClass.LOAD_DATA);

    private OtherStatements() {}

    static ExecutionPlan plan(LexedSql sql, StatementClass kind, RoutingContext context) {
        if (kind.isDefinition()) {
            return definition(sql, context);
        }
        return switch (kind) {
            case BEGIN,
                    COMMIT,
                    ROLLBACK,
                    SAVEPOINT,
                    RELEASE,
                    ROLLBACK_TO,
                    PREPARE_TRANSACTION,
                    COMMIT_PREPARED,
                    ROLLBACK_PREPARED ->
                new ExecutionPlan.Transaction(TransactionCommand.parse(sql), session("transaction control"));
            case SET, SHOW, RESET, DISCARD ->
                new ExecutionPlan.Session(SettingCommand.parse(sql), sql.sql(), session("a setting of the session"));
            case LISTEN, NOTIFY, UNLISTEN -> notifications(sql, kind, context);
            case EMPTY ->
                new ExecutionPlan.AnyShard(
                        Targets.some(context.topology()).stream()
                                .map(shard -> whole(shard, sql))
                                .toList(),
                        new RouteExplanation(Tier.PASS_THROUGH, List.of("there is nothing to do"), List.of()));
            default -> atCertainTarget(sql, kind, context);
        };
    }

    private static ExecutionPlan notifications(LexedSql sql, StatementClass kind, RoutingContext context) {
        Optional<CertainTarget> certain = CertainTarget.of(sql, context);
        if (certain.isPresent() && (certain.get().chosen() || certain.get().holdsCatalog())) {
            return single(certain.get(), sql, kind == StatementClass.LISTEN);
        }
        return catalog(sql, kind == StatementClass.LISTEN, "notifications go through the catalog");
    }

    /** A statement for the catalog, which has the session keep the connection if {@code bound}. */
    static ExecutionPlan catalog(LexedSql sql, boolean bound, String reason) {
        RouteExplanation why = new RouteExplanation(Tier.CATALOG, List.of(reason), List.of());
        return new ExecutionPlan.Catalog(whole(ShardId.CATALOG, sql), bound, bound ? why.sessionBound() : why);
    }

    static RouteExplanation session(String reason) {
        return new RouteExplanation(Tier.SESSION, List.of(reason), List.of());
    }

    static ExecutionPlan definition(LexedSql sql, RoutingContext context) {
        DdlStatement statement = DdlParser.parse(sql);
        if (DdlPlanner.isSessionLocal(statement, context)) {
            Optional<CertainTarget> certain = CertainTarget.of(sql, context);
            if (certain.isPresent()) {
                return single(certain.get(), sql, true);
            }
        }
        return DdlPlanner.plan(statement, sql, context);
    }

    /** Upkeep, cursors, procedures, COPY: only where it is certain which database is meant. */
    static ExecutionPlan atCertainTarget(LexedSql sql, StatementClass kind, RoutingContext context) {
        Optional<CertainTarget> certain = CertainTarget.of(sql, context);
        boolean known = kind != StatementClass.OTHER;
        return certain.filter(target -> known || target.chosen() || target.holdsCatalog())
                .map(target -> single(target, sql, !LEAVES_NOTHING.contains(kind)))
                .orElseThrow(() -> unsupported(sql, kind));
    }

    private static ExecutionPlan single(CertainTarget target, LexedSql sql, boolean leavesSomething) {
        RouteExplanation why = new RouteExplanation(Tier.PASS_THROUGH, List.of(target.reason()), List.of());
        boolean bound = leavesSomething && target.poolsConnections();
        return new ExecutionPlan.SingleShard(whole(target.shard(), sql), true, bound, bound ? why.sessionBound() : why);
    }

    static ShardSql whole(ShardId shard, LexedSql sql) {
        List<Integer> parameters =
                IntStream.rangeClosed(1, sql.parameterCount()).boxed().toList();
        return new ShardSql(shard, sql.sql(), parameters);
    }

    static ShardException unsupported(LexedSql sql, StatementClass kind) {
        if (kind == StatementClass.OTHER) {
            return new ShardException(
                            ErrorCode.SYNTAX_NOT_UNDERSTOOD,
                            "The statement beginning with '" + sql.text(0) + "' is not understood (" + sql.position(0)
                                    + ").")
                    .withRemedy("Name its shard: /*kintsugi: shard=<keyspace>/<shard> */ before the statement.");
        }
        return new ShardException(
                        ErrorCode.UNSUPPORTED_STATEMENT,
                        kind.name().toLowerCase(Locale.ROOT).replace('_', ' ').toUpperCase(Locale.ROOT)
                                + " is not supported across shards (" + sql.position(0) + ").")
                .withRemedy("Bind the session to a shard first: SET kintsugi.shard = '<keyspace>/<shard>'.");
    }
}
