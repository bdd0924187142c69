package io.kintsugi.router.planner.dialect;

import io.kintsugi.router.schema.FunctionTraits;
import io.kintsugi.router.schema.FunctionTraits.Volatility;
import io.kintsugi.router.syntax.FunctionCall;
import java.util.Optional;
import java.util.Set;

/** The kinds of PostgreSQL's own functions. */
final class PostgreSqlFunctions {
    private static final Set<String> CLOCK = Set.of(
            "now",
            "transaction_timestamp",
            "statement_timestamp",
            "current_date",
            "current_time",
            "current_timestamp",
            "localtime",
            "localtimestamp");
    private static final Set<String> RANDOM = Set.of(
            "random",
            "random_normal",
            "gen_random_uuid",
            "uuidv4",
            "uuidv7",
            "clock_timestamp",
            "timeofday",
            "pg_sleep",
            "pg_sleep_for",
            "pg_sleep_until");
    private static final Set<String> SEQUENCE = Set.of("nextval", "setval");
    private static final Set<String> LAST_VALUE = Set.of("currval", "lastval", "pg_sequence_last_value");
    private static final Set<String> SERVER = Set.of(
            "pg_backend_pid",
            "version",
            "pg_is_in_recovery",
            "pg_postmaster_start_time",
            "pg_conf_load_time",
            "inet_server_addr",
            "inet_server_port",
            "inet_client_addr",
            "inet_client_port",
            "pg_current_wal_lsn",
            "pg_current_wal_insert_lsn",
            "pg_current_wal_flush_lsn",
            "pg_last_wal_receive_lsn",
            "pg_last_wal_replay_lsn",
            "txid_current",
            "txid_current_if_assigned",
            "txid_current_snapshot",
            "pg_current_xact_id",
            "pg_current_xact_id_if_assigned",
            "pg_current_snapshot",
            "pg_export_snapshot",
            "pg_my_temp_schema",
            "pg_is_other_temp_schema");
    /** They name a table by a text, so nothing shows that they read it; the catalog's is empty. */
    private static final Set<String> READ_BY_NAME = Set.of(
            "table_to_xml",
            "table_to_xml_and_xmlschema",
            "schema_to_xml",
            "schema_to_xml_and_xmlschema",
            "database_to_xml",
            "database_to_xml_and_xmlschema",
            "cursor_to_xml",
            "cursor_to_xmlschema");

    private static final Set<String> SIZE = Set.of(
            "pg_relation_size",
            "pg_total_relation_size",
            "pg_table_size",
            "pg_indexes_size",
            "pg_database_size",
            "pg_tablespace_size",
            "pg_relation_filepath",
            "pg_relation_filenode");

    private PostgreSqlFunctions() {}

    static boolean isClock(String name) {
        return CLOCK.contains(name);
    }

    static FunctionKind kindOf(FunctionCall call, Optional<FunctionTraits> traits) {
        String name = call.name().name();
        if (call.niladic()) {
            return CLOCK.contains(name) ? FunctionKind.CLOCK : FunctionKind.HARMLESS;
        }
        return traits.map(known -> builtIn(call, name, known)).orElse(FunctionKind.UNKNOWN);
    }

    private static FunctionKind builtIn(FunctionCall call, String name, FunctionTraits traits) {
        boolean ageOfToday = name.equals("age") && call.arguments().size() == 1;
        if (CLOCK.contains(name) || ageOfToday) {
            return FunctionKind.CLOCK;
        }
        if (RANDOM.contains(name)) {
            return FunctionKind.RANDOM;
        }
        if (SEQUENCE.contains(name)) {
            return FunctionKind.SEQUENCE;
        }
        if (LAST_VALUE.contains(name)) {
            return FunctionKind.LAST_VALUE;
        }
        return serverSide(name, traits);
    }

    private static FunctionKind serverSide(String name, FunctionTraits traits) {
        if (name.startsWith("pg_advisory_") || name.startsWith("pg_try_advisory_")) {
            return FunctionKind.ADVISORY_LOCK;
        }
        if (name.equals("pg_notify")) {
            return FunctionKind.NOTIFY;
        }
        if (name.equals("set_config") || name.equals("setseed")) {
            return FunctionKind.SETTING;
        }
        if (SIZE.contains(name) || READ_BY_NAME.contains(name) || name.startsWith("pg_stat_get_")) {
            return FunctionKind.SIZE;
        }
        if (SERVER.contains(name)) {
            return FunctionKind.SERVER;
        }
        return traits.volatility() == Volatility.VOLATILE ? FunctionKind.SIDE_EFFECT : FunctionKind.HARMLESS;
    }
}
