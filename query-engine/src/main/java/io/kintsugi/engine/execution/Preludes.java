package io.kintsugi.engine.execution;

import io.kintsugi.engine.backend.Backend;
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
        String instant = pinsTime ? context.dialect().preludes().instant(first.connection()) : "";
        return new PreludeValues(instant, context.lastInsertId());
    }

    /** LAST_INSERT_ID() is the first id of the statement, whichever shard it went to. */
    static void note(List<ShardAnswer> answers, ExecutionContext context) {
        answers.stream()
                .flatMapToLong(answer -> answer.generatedId().stream())
                .reduce((left, right) -> Long.compareUnsigned(left, right) <= 0 ? left : right)
                .ifPresent(context::noteInsertId);
    }
}
