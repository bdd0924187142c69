package io.kintsugi.router.planner.write;

import io.kintsugi.errors.ErrorCode;
import io.kintsugi.router.ParameterValues;
import io.kintsugi.router.lexer.LexedSql;
import io.kintsugi.router.lexer.TokenKind;
import io.kintsugi.router.plan.ExecutionPlan;
import io.kintsugi.router.plan.ExecutionPlan.ScatterWrite.Counting;
import io.kintsugi.router.plan.Prelude;
import io.kintsugi.router.plan.RouteExplanation;
import io.kintsugi.router.plan.RouteExplanation.Tier;
import io.kintsugi.router.plan.ShardSql;
import io.kintsugi.router.planner.bind.BoundText;
import io.kintsugi.router.planner.bind.Refusal;
import io.kintsugi.router.planner.bind.StatementPlan;
import io.kintsugi.router.planner.bind.Targets;
import io.kintsugi.router.planner.dialect.SqlDialect;
import io.kintsugi.topology.Keyspace;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;

/** A write to a reference table without a value that could differ: the same text on every shard, one count. */
record ReferenceWritePlan(Keyspace keyspace, boolean returnsRows, Prelude prelude) implements StatementPlan {
    private static final Set<String> CLOCK_WORDS = Set.of("now", "today", "tomorrow", "yesterday");

    @Override
    public boolean writes() {
        return true;
    }

    @Override
    public ExecutionPlan bind(BoundText text, ParameterValues parameters, List<Long> ids) {
        refuseClockWords(text);
        List<ShardSql> statements = IntStream.range(0, keyspace.shards().size())
                .mapToObj(ordinal -> Targets.verbatim(Targets.id(keyspace, ordinal), text, prelude))
                .toList();
        return new ExecutionPlan.ScatterWrite(statements, Counting.ONE, returnsRows, explanation());
    }

    static RouteExplanation explanation() {
        return new RouteExplanation(
                Tier.MULTI_SHARD_WRITE,
                List.of(
                        "a reference table is written on every shard; nothing in the statement can differ between them"),
                List.of("pass-through: every shard keeps a copy"));
    }

    /** The strings 'now' and 'today' are clocks once they become a date. */
    static void refuseClockWords(BoundText text) {
        LexedSql sql = text.sql();
        if (!SqlDialect.of(sql).readsClockFromText()) {
            return;
        }
        for (int i = 0; i < sql.count(); i++) {
            boolean clock = sql.kind(i) == TokenKind.STRING && isClockWord(sql.unquote(i));
            if (clock) {
                throw new Refusal(
                                ErrorCode.REFERENCE_WRITE_NOT_DETERMINISTIC,
                                sql.text(i) + " may be read from another clock on each shard",
                                "Pass the date itself.",
                                Refusal.NOWHERE)
                        .in(text);
            }
        }
    }

    static boolean isClockWord(String text) {
        return CLOCK_WORDS.contains(text.trim().toLowerCase(Locale.ROOT));
    }
}
