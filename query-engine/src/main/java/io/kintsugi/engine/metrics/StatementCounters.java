package io.kintsugi.engine.metrics;

import io.kintsugi.errors.ErrorCode;
import io.kintsugi.errors.ShardException;
import io.kintsugi.router.plan.RouteExplanation.Tier;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** Counts statements, batches and failures of an engine. Thread-safe. */
public final class StatementCounters {
    private static final Tier[] TIERS = Tier.values();
    private static final ErrorCode[] CODES = ErrorCode.values();

    private final LongAdder[] statements = adders(TIERS.length);
    private final LongAdder[] nanos = adders(TIERS.length);
    private final LongAdder[] refusals = adders(CODES.length);
    private final LongAdder serverErrors = new LongAdder();
    private final LongAdder batches = new LongAdder();
    private final LongAdder batchEntries = new LongAdder();
    private final LongAdder batchNanos = new LongAdder();

    private static LongAdder[] adders(int count) {
        LongAdder[] adders = new LongAdder[count];
        for (int index = 0; index < count; index++) {
            adders[index] = new LongAdder();
        }
        return adders;
    }

    /** A statement that was answered. */
    public void executed(Tier tier, long took) {
        statements[tier.ordinal()].increment();
        nanos[tier.ordinal()].add(took);
    }

    /** A batch that was answered. */
    public void batchExecuted(int entries, long took) {
        batches.increment();
        batchEntries.add(entries);
        batchNanos.add(took);
    }

    /** A statement or batch that ended in an error. */
    public void failed(Exception failure) {
        if (failure instanceof ShardException refusal) {
            refusals[refusal.code().ordinal()].increment();
        } else {
            serverErrors.increment();
        }
    }

    Map<String, Long> statements() {
        return byTier(statements);
    }

    Map<String, Long> nanos() {
        return byTier(nanos);
    }

    private static Map<String, Long> byTier(LongAdder[] adders) {
        Map<String, Long> sums = new LinkedHashMap<>();
        for (Tier tier : TIERS) {
            sums.put(tier.name().toLowerCase(Locale.ROOT), adders[tier.ordinal()].sum());
        }
        return sums;
    }

    Map<String, Long> refusals() {
        Map<String, Long> sums = new LinkedHashMap<>();
        for (ErrorCode code : CODES) {
            long sum = refusals[code.ordinal()].sum();
            if (sum > 0) {
                sums.put(code.name(), sum);
            }
        }
        return sums;
    }

    long serverErrors() {
        return serverErrors.sum();
    }

    long batches() {
        return batches.sum();
    }

    long batchEntries() {
        return batchEntries.sum();
    }

    long batchNanos() {
        return batchNanos.sum();
    }
}
