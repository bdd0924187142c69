package io.kintsugi.engine.execution;

import io.kintsugi.engine.backend.Backend;
import io.kintsugi.engine.dialect.PreludeRules;
import io.kintsugi.router.plan.ShardSql;
import java.sql.SQLException;
import java.util.List;

/** Finds out what the preludes of one statement must tell. Stateless. */
final class Preludes {
    private static final PreludeValues NOTHING = new PreludeValues("", 0);

    private Preludes() {}

    /** @param first a connection of the statement: its clock is asked, where one instant must do for all shards */
    static PreludeValues values(List<ShardSql> statements, Backend first, ExecutionContext context)
            throws SQLException {
        boolean pinsTime = false;
        boolean namesId = false;
        for (ShardSql sql : statements) {
            pinsTime |= sql.prelude().pinsTime();
            namesId |= sql.prelude().namesLastInsertId();
        }
        if (!pinsTime && !namesId) {
            return NOTHING;
        }
        return new PreludeValues(pinsTime ? instant(first, context) : "", context.lastInsertId());
    }

    private static String instant(Backend first, ExecutionContext context) throws SQLException {
        PreludeRules rules = context.dialect().preludes();
        Backend asked = rules.clockStands()
                ? context.transaction()
                        .flatMap(transaction -> transaction.backends().stream().findFirst())
                        .orElse(first)
                : first;
        try {
            return rules.instant(asked.connection());
        } catch (SQLException failed) {
            asked.noteFailure(failed);
            throw failed;
        }
    }

    /** LAST_INSERT_ID() is the first id of the statement, whichever shard it went to. */
    static void note(List<ShardAnswer> answers, ExecutionContext context) {
        answers.stream()
                .flatMapToLong(answer -> answer.generatedId().stream())
                .reduce((left, right) -> Long.compareUnsigned(left, right) <= 0 ? left : right)
                .ifPresent(context::noteInsertId);
    }
}
