package io.kintsugi.engine.mysql;

import java.util.Set;

/** Variables of a session of MySQL that nobody but Kintsugi may set. */
public final class ReservedVariables {
    /**
     * Ids, replication, the clock, what COMMIT does besides and the limit of every query: set by hand they would break
     * Kintsugi's promises, or stay with a connection that others use next. In lower case.
     */
    public static final Set<String> NAMES = Set.of(
            "auto_increment_increment",
            "auto_increment_offset",
            "completion_type",
            "gtid_next",
            "insert_id",
            "pseudo_replica_mode",
            "pseudo_slave_mode",
            "pseudo_thread_id",
            "rand_seed1",
            "rand_seed2",
            "sql_log_bin",
            "sql_select_limit",
            "timestamp");

    private ReservedVariables() {}
}
