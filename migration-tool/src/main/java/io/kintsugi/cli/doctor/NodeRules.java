package io.kintsugi.cli.doctor;

import io.kintsugi.node.probe.NodeFacts;
import io.kintsugi.node.probe.NodeRole;
import io.kintsugi.node.probe.ReplicaLink;
import io.kintsugi.topology.Dialect;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What one node must be like. Pure: from what was seen to what is wrong. */
final class NodeRules {
    private static final String RELOAD = "; SELECT pg_reload_conf();";
    private static final String RESTART = "; then restart the server";

    private final Patient patient;
    private final String initCommand;
    private final List<Finding> findings = new ArrayList<>();

    private NodeRules(Patient patient, String initCommand) {
        this.patient = patient;
        this.initCommand = initCommand;
    }

    /** @param initCommand what prepares the cluster, for the remedies */
    static List<Finding> check(Patient patient, String initCommand) {
        NodeRules rules = new NodeRules(patient, initCommand);
        rules.check();
        return List.copyOf(rules.findings);
    }

    private void check() {
        Optional<NodeFacts> facts = patient.report().facts();
        if (facts.isEmpty()) {
            unreachable();
            return;
        }
        role(facts.get());
        if (patient.isPrimary()) {
            guard(facts.get());
        }
        patient.sheet().ifPresent(sheet -> settings(facts.get(), sheet));
    }

    private void unreachable() {
        String why =
                patient.report().failure().map(failure -> failure.message()).orElse("It did not answer.");
        findings.add(new Finding(
                Finding.Severity.UNREACHABLE,
                patient.name(),
                why,
                "Start the server, or correct the address, user or password of node '" + patient.name()
                        + "' in the topology."));
    }

    private void role(NodeFacts facts) {
        NodeRole expected = patient.isPrimary() ? NodeRole.PRIMARY : NodeRole.REPLICA;
        if (facts.role() != expected) {
            problem(
                    "It is a " + word(facts.role()) + ", but the topology has it as the " + word(expected) + " of "
                            + patient.identity().shard() + ".",
                    "Correct the order of the nodes in the topology: the first one is the primary.");
        } else if (expected == NodeRole.REPLICA && !facts.streaming().orElse(false)) {
            problem(
                    "It does not receive from its primary.",
                    patient.sheet().map(ServerSheet::dialect).orElse(Dialect.POSTGRESQL) == Dialect.MYSQL
                            ? "SHOW REPLICA STATUS\\G says why; START REPLICA; when the cause is gone."
                            : "Look at its log, and at primary_conninfo and the slots and senders of the primary.");
        }
    }

    private static String word(NodeRole role) {
        return role == NodeRole.PRIMARY ? "primary" : "replica";
    }

    private void guard(NodeFacts facts) {
        if (facts.guard().isEmpty()) {
            problem("The database has no guard row: it is not prepared.", initCommand);
            return;
        }
        Map<String, String> row = facts.guard().get().columns();
        String found = row.getOrDefault("cluster", "") + "/" + row.getOrDefault("shard", "");
        String expected =
                patient.identity().cluster() + "/" + patient.identity().shard();
        if (!found.equals(expected)) {
            problem(
                    "Its guard row says it is " + found + ", the topology means " + expected + ".",
                    "Check whether the addresses of two nodes are swapped in the topology.");
        } else if ("retired".equals(row.get("state"))) {
            problem("It is retired: its rows live elsewhere.", "Take it out of the topology.");
        }
    }

    private void synchronousReplicas(NodeFacts facts) {
        int wanted = patient.replicas().sync();
        long there =
                facts.replicas().stream().filter(ReplicaLink::isSynchronous).count();
        if (there >= wanted) {
            return;
        }
        String names = patient.replicas().replicas().stream()
                .map(name -> "\"" + name + "\"")
                .collect(Collectors.joining(", "));
        problem(
                "A commit waits for " + there + " replicas; the topology says sync: " + wanted + ".",
                "ALTER SYSTEM SET synchronous_standby_names = 'ANY " + wanted + " (" + names + ")'" + RELOAD);
    }

    private void settings(NodeFacts facts, ServerSheet sheet) {
        if (sheet.dialect() == Dialect.MYSQL) {
            findings.addAll(MySqlRules.check(patient, sheet));
            return;
        }
        if (patient.isPrimary()) {
            synchronousReplicas(facts);
        }
        collationVersion(sheet);
        settings(sheet);
    }

    /** Indexes over text were built in the order of another version of the C library or ICU. */
    private void collationVersion(ServerSheet sheet) {
        String built = sheet.database().getOrDefault("datcollversion", "");
        String actual = sheet.database().getOrDefault("actual_version", built);
        if (!actual.equals(built)) {
            problem(
                    "The database was made with collation version " + built + ", the machine now has " + actual + ".",
                    "REINDEX DATABASE \"" + patient.node().database() + "\"; then ALTER DATABASE \""
                            + patient.node().database() + "\" REFRESH COLLATION VERSION;");
        }
    }

    private void settings(ServerSheet sheet) {
        if (!sheet.setting("wal_level").equals("logical")) {
            problem(
                    "wal_level is " + sheet.setting("wal_level") + "; moves need logical.",
                    "ALTER SYSTEM SET wal_level = 'logical'" + RESTART);
        }
        if (sheet.number("max_prepared_transactions") == 0) {
            problem(
                    "max_prepared_transactions is 0; transactions over several shards need it.",
                    "ALTER SYSTEM SET max_prepared_transactions = " + sheet.number("max_connections") + RESTART);
        }
        if (sheet.setting("standard_conforming_strings").equals("off")) {
            problem(
                    "standard_conforming_strings is off: text in quotes would mean something else.",
                    "ALTER SYSTEM SET standard_conforming_strings = on" + RELOAD);
        }
        senders(sheet);
        durability(sheet);
        sessions(sheet);
    }

    private void senders(ServerSheet sheet) {
        int replicas = patient.replicas().replicas().size();
        if (patient.isPrimary() && sheet.number("max_wal_senders") < replicas + 2) {
            problem(
                    "max_wal_senders is " + sheet.number("max_wal_senders") + ", too few for " + replicas
                            + " replicas and a move.",
                    "ALTER SYSTEM SET max_wal_senders = 10" + RESTART);
        }
        if (patient.isPrimary() && sheet.number("max_replication_slots") < replicas + 2) {
            problem(
                    "max_replication_slots is " + sheet.number("max_replication_slots") + ", too few for " + replicas
                            + " replicas and a move.",
                    "ALTER SYSTEM SET max_replication_slots = 10" + RESTART);
        }
    }

    private void durability(ServerSheet sheet) {
        if (sheet.setting("fsync").equals("off")) {
            warning(
                    "fsync is off: committed data are lost with the machine. Fine for a demo, and for nothing else.",
                    "ALTER SYSTEM SET fsync = on" + RELOAD);
        } else if (sheet.setting("full_page_writes").equals("off")) {
            warning("full_page_writes is off.", "ALTER SYSTEM SET full_page_writes = on" + RELOAD);
        }
        String commit = sheet.setting("synchronous_commit");
        boolean early = commit.equals("off") || commit.equals("local");
        if (early && patient.isPrimary()) {
            problem(
                    "synchronous_commit is " + commit + ": a commit is acknowledged before it is safe.",
                    "ALTER SYSTEM SET synchronous_commit = on" + RELOAD);
        }
    }

    private void sessions(ServerSheet sheet) {
        if (!sheet.setting("default_transaction_isolation").equals("read committed")) {
            warning(
                    "default_transaction_isolation is " + sheet.setting("default_transaction_isolation")
                            + ", not read committed.",
                    "ALTER SYSTEM RESET default_transaction_isolation" + RELOAD);
        }
        if (patient.isPrimary()
                && sheet.setting("default_transaction_read_only").equals("on")) {
            problem(
                    "default_transaction_read_only is on: nothing can be written.",
                    "ALTER SYSTEM RESET default_transaction_read_only" + RELOAD);
        }
        if (patient.isPrimary() && !sheet.mayCreate()) {
            problem(
                    "User '" + sheet.user() + "' may not create a schema in database '"
                            + patient.node().database() + "'.",
                    "GRANT CREATE ON DATABASE \"" + patient.node().database() + "\" TO \"" + sheet.user() + "\";");
        }
        if (!sheet.mayMonitor()) {
            warning(
                    "User '" + sheet.user() + "' does not see replication: lag stays unknown.",
                    "GRANT pg_monitor TO \"" + sheet.user() + "\";");
        }
    }

    private void problem(String what, String remedy) {
        findings.add(Finding.problem(patient.name(), what, remedy));
    }

    private void warning(String what, String remedy) {
        findings.add(Finding.warning(patient.name(), what, remedy));
    }
}
