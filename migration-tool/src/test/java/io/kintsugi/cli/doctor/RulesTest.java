package io.kintsugi.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.kintsugi.node.DdlJob;
import io.kintsugi.node.GuardIdentity;
import io.kintsugi.node.probe.GuardFacts;
import io.kintsugi.node.probe.NodeFacts;
import io.kintsugi.node.probe.NodeReport;
import io.kintsugi.node.probe.NodeRole;
import io.kintsugi.node.probe.ProbeError;
import io.kintsugi.node.probe.ProbeFailure;
import io.kintsugi.node.probe.ProbeLevel;
import io.kintsugi.node.probe.ReplicaLink;
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

final class RulesTest {
    private static final GuardIdentity IDENTITY = new GuardIdentity("shop", "customers/s0");
    private static final String INIT = "kintsugi init --cluster c.yaml";

    private final Map<String, String> settings = new HashMap<>(Map.of(
            "wal_level", "logical",
            "max_prepared_transactions", "100",
            "max_connections", "100",
            "max_wal_senders", "10",
            "max_replication_slots", "10",
            "standard_conforming_strings", "on",
            "TimeZone", "UTC",
            "fsync", "on",
            "synchronous_commit", "on",
            "default_transaction_isolation", "read committed"));
    private Map<String, String> database = Map.of("encoding", "UTF8", "datcollversion", "1");
    private Map<String, String> guard = Map.of("cluster", "shop", "shard", "customers/s0", "state", "serving");
    private NodeRole role = NodeRole.PRIMARY;
    private List<ReplicaLink> links = List.of(new ReplicaLink("b", "streaming", "quorum", OptionalLong.of(0)));
    private boolean mayCreate = true;
    private int major = 18;

    private Patient patient(String name) {
        NodeFacts facts = new NodeFacts(
                role,
                "18.6",
                OptionalLong.empty(),
                Optional.of(true),
                links,
                Optional.of(guard).filter(row -> !row.isEmpty()).map(GuardFacts::new));
        NodeReport report = new NodeReport(
                name, Instant.EPOCH, Duration.ZERO, ProbeLevel.FACTS, Optional.of(facts), Optional.empty());
        ServerSheet sheet = new ServerSheet(Dialect.POSTGRESQL, major, settings, database, "app", mayCreate, true);
        return new Patient(node(name), IDENTITY, new ReplicaSet(List.of("a", "b"), 1, 1), report, Optional.of(sheet));
    }

    private static Node node(String name) {
        return new Node(name, "127.0.0.1", 5432, "shop", "default", Map.of());
    }

    private List<Finding> check() {
        return NodeRules.check(patient("a"), INIT);
    }

    @Test
    void healthyPrimary_hasNoFinding() {
        assertThat(check()).isEmpty();
    }

    @Test
    void settings_comeWithTheExactLine() {
        settings.put("wal_level", "replica");
        settings.put("max_prepared_transactions", "0");
        settings.put("standard_conforming_strings", "off");
        settings.put("synchronous_commit", "off");
        assertThat(check())
                .extracting(Finding::remedy)
                .containsExactly(
                        "ALTER SYSTEM SET wal_level = 'logical'; then restart the server",
                        "ALTER SYSTEM SET max_prepared_transactions = 100; then restart the server",
                        "ALTER SYSTEM SET standard_conforming_strings = on; SELECT pg_reload_conf();",
                        "ALTER SYSTEM SET synchronous_commit = on; SELECT pg_reload_conf();");
    }

    @Test
    void missingGuard_namesTheCommand() {
        guard = Map.of();
        assertThat(check()).extracting(Finding::remedy).containsExactly(INIT);
    }

    @Test
    void swappedAddresses_areNoticed() {
        guard = Map.of("cluster", "shop", "shard", "customers/s1");
        assertThat(check()).extracting(Finding::what).singleElement().asString().contains("customers/s1");
    }

    @Test
    void tooFewSynchronousReplicas_comeWithTheLine() {
        links = List.of();
        assertThat(check())
                .extracting(Finding::remedy)
                .containsExactly(
                        "ALTER SYSTEM SET synchronous_standby_names = 'ANY 1 (\"b\")'; SELECT pg_reload_conf();");
    }

    @Test
    void wrongRoleAndMissingRights_areProblems() {
        role = NodeRole.REPLICA;
        mayCreate = false;
        assertThat(check())
                .extracting(Finding::what)
                .anyMatch(what -> what.contains("the topology has it as the primary"))
                .anyMatch(what -> what.contains("may not create a schema"));
    }

    @Test
    void fsyncOff_isAWarning() {
        settings.put("fsync", "off");
        assertThat(check()).extracting(Finding::severity).containsExactly(Finding.Severity.WARNING);
    }

    @Test
    void silentNode_isUnreachable() {
        NodeReport report = new NodeReport(
                "a",
                Instant.EPOCH,
                Duration.ZERO,
                ProbeLevel.NONE,
                Optional.empty(),
                Optional.of(new ProbeFailure(ProbeError.REFUSED, "Nothing listens.")));
        Patient patient =
                new Patient(node("a"), IDENTITY, new ReplicaSet(List.of("a"), 0, 1), report, Optional.empty());
        assertThat(NodeRules.check(patient, INIT))
                .extracting(Finding::severity)
                .containsExactly(Finding.Severity.UNREACHABLE);
    }

    @Test
    void cluster_mustBeAlike() {
        Patient first = patient("a");
        database = Map.of("encoding", "LATIN1", "datcollversion", "2");
        major = 17;
        settings.put("TimeZone", "Asia/Kolkata");
        Patient second = patient("b");
        assertThat(ClusterRules.check(List.of(first, second), List.of()))
                .extracting(Finding::what)
                .anyMatch(what -> what.contains("major version is not one: 18 on a; 17 on b"))
                .anyMatch(what -> what.contains("encoding"))
                .anyMatch(what -> what.contains("collation"))
                .anyMatch(what -> what.contains("time zone"))
                .hasSize(4);
    }

    @Test
    void unfinishedSchemaChange_saysHowItGoesOn() {
        DdlJob job = new DdlJob(
                3,
                "id",
                "CREATE TABLE t\n (a int)",
                "public",
                Map.of(),
                "CREATE TABLE",
                DdlJob.State.RUNNING,
                "client",
                Instant.EPOCH,
                Optional.empty(),
                List.of(
                        new DdlJob.Step(0, "catalog", DdlJob.StepState.DONE, Optional.empty()),
                        new DdlJob.Step(1, "customers/s0", DdlJob.StepState.PENDING, Optional.empty())));
        Finding finding = ClusterRules.check(List.of(), List.of(job)).get(0);
        assertThat(finding.what()).contains("catalog done, customers/s0 pending", "CREATE TABLE t (a int)");
        assertThat(finding.remedy()).contains("kintsugi ddl resume");
    }
}
