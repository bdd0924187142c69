package io.kintsugi.router.planner.dialect;

import io.kintsugi.router.schema.FunctionTraits;
import io.kintsugi.router.schema.FunctionTraits.Volatility;
import io.kintsugi.router.syntax.FunctionCall;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The kinds of MySQL's own functions. */
final class MySqlFunctions {
    private static final Set<String> CLOCK = Set.of(
            "now",
            "curdate",
            "curtime",
            "current_date",
            "current_time",
            "current_timestamp",
            "localtime",
            "localtimestamp",
            "utc_date",
            "utc_time",
            "utc_timestamp");

    /** Functions that read the clock where they are called without an argument. */
    private static final Set<String> CLOCK_WITHOUT_ARGUMENT = Set.of("unix_timestamp");

    /** SYSDATE tells the time of each row, which {@code SET timestamp} does not change. */
    private static final Set<String> RANDOM =
            Set.of("rand", "random_bytes", "uuid", "uuid_short", "sysdate", "sleep", "benchmark");

    private static final Set<String> LOCKS =
            Set.of("get_lock", "release_lock", "release_all_locks", "is_free_lock", "is_used_lock");
    private static final Set<String> LAST_STATEMENT = Set.of("found_rows", "row_count");
    private static final Set<String> SERVER =
            Set.of("connection_id", "version", "icu_version", "ps_current_thread_id", "ps_thread_id", "roles_graphml");

    private static final Map<Set<String>, FunctionKind> KINDS = Map.of(
            CLOCK, FunctionKind.CLOCK,
            RANDOM, FunctionKind.RANDOM,
            LOCKS, FunctionKind.ADVISORY_LOCK,
            LAST_STATEMENT, FunctionKind.LAST_STATEMENT,
            SERVER, FunctionKind.SERVER);

    private MySqlFunctions() {}

    static boolean isClock(String name) {
        return CLOCK.contains(name) || CLOCK_WITHOUT_ARGUMENT.contains(name);
    }

    static FunctionKind kindOf(FunctionCall call, Optional<FunctionTraits> traits) {
        String name = call.name().name();
        boolean bare = call.arguments().isEmpty();
        if (name.equals("last_insert_id")) {
            return bare ? FunctionKind.LAST_INSERT_ID : FunctionKind.SIDE_EFFECT;
        }
        if (bare && CLOCK_WITHOUT_ARGUMENT.contains(name)) {
            return FunctionKind.CLOCK;
        }
        for (Map.Entry<Set<String>, FunctionKind> kind : KINDS.entrySet()) {
            if (kind.getKey().contains(name)) {
                return kind.getValue();
            }
        }
        if (traits.isEmpty()) {
            return call.niladic() ? FunctionKind.HARMLESS : FunctionKind.UNKNOWN;
        }
        return traits.get().volatility() == Volatility.VOLATILE ? FunctionKind.SIDE_EFFECT : FunctionKind.HARMLESS;
    }
}
