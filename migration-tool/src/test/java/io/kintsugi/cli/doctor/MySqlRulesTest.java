package io.kintsugi.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.kintsugi.node.GuardIdentity;
import io.kintsugi.node.probe.NodeFacts;
import io.kintsugi.node.probe.NodeReport;
import io.kintsugi.node.probe.NodeRole;
import io.kintsugi.node.probe.ProbeLevel;
import io.kintsugi.topology.Dialect;
import io.kintsugi.topology.Node;
import io.kintsugi.topology.ReplicaSet;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class MySqlRulesTest {
    private final Map<String, String> settings = new HashMap<>(Map.ofEntries(
            Map.entry("version", "8.0.31"),
            Map.entry("version_comment", "MySQL Community Server - GPL"),
            Map.entry("log_bin", "ON"),
            Map.entry("binlog_format", "ROW"),
            Map.entry("binlog_row_image", "FULL"),
            Map.entry("gtid_mode", "ON"),
            Map.entry("enforce_gtid_consistency", "ON"),
            Map.entry("lower_case_table_names", "0"),
            Map.entry("sql_mode", "ONLY_FULL_GROUP_BY,STRICT_TRANS_TABLES"),
            Map.entry("max_connections", "151"),
            Map.entry("innodb_flush_log_at_trx_commit", "1"),
            Map.entry("sync_binlog", "1"),
            Map.entry("server_id", "7"),
            Map.entry("read_only", "OFF"),
            Map.entry("time_zone", "SYSTEM"),
            Map.entry("system_time_zone", "UTC"),
            Map.entry("rpl_semi_sync_source_enabled", "ON"),
            Map.entry("rpl_semi_sync_source_wait_for_replica_count", "1"),
            Map.entry("rpl_semi_sync_source_timeout", "4294967295"),
            Map.entry("rpl_semi_sync_source_wait_point", "AFTER_SYNC"),
            Map.entry("default_storage_engine", "InnoDB")));

    private boolean mayCreate = true;

    private Patient patient(String name) {
        NodeFacts facts = new NodeFacts(
                NodeRole.PRIMARY, "8.0.31", OptionalLong.empty(), Optional.empty(), List.of(), Optional.empty());
        NodeReport report = new NodeReport(
                name, Instant.EPOCH, Duration.ZERO, ProbeLevel.FACTS, Optional.of(facts), Optional.empty());
        ServerSheet sheet = new ServerSheet(
                Dialect.MYSQL, 8, settings, Map.of("collation", "utf8mb4_0900_ai_ci"), "app@%", mayCreate, true);
        return new Patient(
                new Node(name, "127.0.0.1", 3306, "shop", "default", Map.of()),
                new GuardIdentity("shop", "shop/s0"),
                new ReplicaSet(List.of("a", "b"), 1, 1),
                report,
                Optional.of(sheet));
    }

    private List<Finding> check() {
        Patient patient = patient("a");
        return MySqlRules.check(patient, patient.sheet().orElseThrow());
    }

    @Test
    void healthyPrimary_hasNoFinding() {
        assertThat(check()).isEmpty();
        settings.remove("binlog_format");
        assertThat(check()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "binlog_format, MIXED, SET PERSIST binlog_format = ROW;",
        "binlog_row_image, MINIMAL, SET PERSIST binlog_row_image = FULL;",
        "enforce_gtid_consistency, OFF, SET PERSIST enforce_gtid_consistency = ON;",
        "gtid_mode, ON_PERMISSIVE, SET PERSIST gtid_mode = ON;",
        "innodb_flush_log_at_trx_commit, 2, SET PERSIST innodb_flush_log_at_trx_commit = 1;",
        "sync_binlog, 0, SET PERSIST sync_binlog = 1;",
        "max_connections, 20, SET PERSIST max_connections = 500;",
        "default_storage_engine, MyISAM, SET PERSIST default_storage_engine = InnoDB;",
        "rpl_semi_sync_source_timeout, 10000, SET PERSIST rpl_semi_sync_source_timeout = 4294967295;"
    })
    void setting_comesWithTheExactLine(String name, String value, String line) {
        settings.put(name, value);
        assertThat(check()).extracting(Finding::remedy).containsExactly(line);
    }

    @Test
    void gtidMode_isRaisedStepByStep() {
        settings.put("gtid_mode", "OFF");
        assertThat(check())
                .extracting(Finding::remedy)
                .containsExactly("SET PERSIST gtid_mode = OFF_PERMISSIVE; SET PERSIST gtid_mode = ON_PERMISSIVE;"
                        + " SET PERSIST gtid_mode = ON;");
    }

    @Test
    void missingPlugin_isLoadedFirst() {
        settings.keySet().removeIf(name -> name.startsWith("rpl_semi_sync"));
        assertThat(check())
                .extracting(Finding::remedy)
                .singleElement()
                .asString()
                .startsWith("INSTALL PLUGIN rpl_semi_sync_source SONAME 'semisync_source.so';")
                .contains("wait_for_replica_count = 1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"8.0.30", "5.7.44-log", "11.4.5-MariaDB", "unknown"})
    void oldOrOtherServers_areProblems(String version) {
        settings.put("version", version);
        assertThat(check()).extracting(Finding::severity).containsExactly(Finding.Severity.PROBLEM);
    }

    @Test
    void missingRight_isGrantedToTheVeryAccount() {
        mayCreate = false;
        assertThat(check()).extracting(Finding::remedy).containsExactly("GRANT ALL ON kintsugi.* TO 'app'@'%';");
    }

    @ParameterizedTest
    @ValueSource(strings = {"sql_mode", "lower_case_table_names", "system_time_zone", "version"})
    void oddNode_isNamed(String name) {
        Patient first = patient("a");
        assertThat(ClusterRules.check(List.of(first, patient("b")), List.of())).isEmpty();
        settings.put(name, "9.1.0");
        assertThat(ClusterRules.check(List.of(first, patient("b")), List.of()))
                .singleElement()
                .satisfies(finding -> assertThat(finding.what()).contains("9.1").contains(" on a", " on b"));
    }
}
