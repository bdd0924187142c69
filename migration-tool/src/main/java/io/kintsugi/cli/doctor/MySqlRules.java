package io.kintsugi.cli.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What one MySQL node must be like. Pure: from what was seen to what is wrong. */
final class MySqlRules {
    private static final int[] VERSION_MIN = {8, 0, 31};
    private static final Pattern VERSION = Pattern.compile("(\\d+)\\.(\\d+)\\.(\\d+).*");
    private static final int CONNECTIONS_MIN = 50;

    /** A timeout after which commits stop waiting loses what was acknowledged. */
    private static final long PATIENT_MILLIS = 3_600_000;

    private final Patient patient;
    private final ServerSheet sheet;
    private final List<Finding> findings = new ArrayList<>();

    private MySqlRules(Patient patient, ServerSheet sheet) {
        this.patient = patient;
        this.sheet = sheet;
    }

    static List<Finding> check(Patient patient, ServerSheet sheet) {
        MySqlRules rules = new MySqlRules(patient, sheet);
        rules.version();
        rules.replication();
        rules.durability();
        rules.semiSynchronous();
        rules.sessions();
        rules.rights();
        return List.copyOf(rules.findings);
    }

    private void version() {
        String version = sheet.setting("version");
        String comment = sheet.setting("version_comment");
        if (version.contains("MariaDB") || comment.contains("MariaDB")) {
            problem(
                    "It is MariaDB " + version + ", whose GTIDs, clone and XA are others than MySQL's.",
                    "Use MySQL 8.0.31 or newer.");
        } else if (!isNewEnough(version)) {
            problem("It is MySQL " + version + "; 8.0.31 is the oldest that works.", "Upgrade the server.");
        }
    }

    private static boolean isNewEnough(String text) {
        Matcher version = VERSION.matcher(text);
        if (!version.matches()) {
            return false;
        }
        for (int part = 0; part < VERSION_MIN.length; part++) {
            int difference = Integer.parseInt(version.group(part + 1)) - VERSION_MIN[part];
            if (difference != 0) {
                return difference > 0;
            }
        }
        return true;
    }

    private void replication() {
        restart("log_bin", "ON", "moves and failover read the binary log", "log-bin=binlog");
        // From 8.4 on ROW is all there is, and the setting may be gone.
        if (!sheet.setting("binlog_format").isEmpty()) {
            set("binlog_format", "ROW", "statements would be run again elsewhere, with other results");
        }
        set("binlog_row_image", "FULL", "a move needs the whole row");
        set("enforce_gtid_consistency", "ON", "moves and failover follow GTIDs");
        gtid();
        if (patient.replicas().nodes().size() > 1 && sheet.setting("server_id").equals("0")) {
            problem("server_id is 0: it cannot replicate.", "SET PERSIST server_id = <a number of its own>;");
        }
    }

    /** The server takes only one step at a time. */
    private void gtid() {
        List<String> ladder = List.of("OFF", "OFF_PERMISSIVE", "ON_PERMISSIVE", "ON");
        int now = ladder.indexOf(sheet.setting("gtid_mode"));
        if (now == ladder.size() - 1) {
            return;
        }
        StringBuilder remedy = new StringBuilder();
        for (int step = Math.max(1, now + 1); step < ladder.size(); step++) {
            remedy.append("SET PERSIST gtid_mode = ").append(ladder.get(step)).append("; ");
        }
        problem(
                "gtid_mode is " + sheet.setting("gtid_mode") + "; moves and failover follow GTIDs.",
                remedy.toString().strip());
    }

    private void durability() {
        for (String name : List.of("innodb_flush_log_at_trx_commit", "sync_binlog")) {
            if (!sheet.setting(name).equals("1")) {
                warning(
                        name + " is " + sheet.setting(name)
                                + ": committed data are lost with the machine. Fine for a demo, and for nothing else.",
                        "SET PERSIST " + name + " = 1;");
            }
        }
    }

    private void semiSynchronous() {
        int wanted = patient.replicas().sync();
        if (!patient.isPrimary() || wanted == 0) {
            return;
        }
        boolean on = sheet.setting("rpl_semi_sync_source_enabled").equals("ON");
        int there = on ? sheet.number("rpl_semi_sync_source_wait_for_replica_count") : 0;
        if (there < wanted) {
            String load = sheet.setting("rpl_semi_sync_source_enabled").isEmpty()
                    ? "INSTALL PLUGIN rpl_semi_sync_source SONAME 'semisync_source.so'; "
                    : "";
            problem(
                    "A commit waits for " + there + " replicas; the topology says sync: " + wanted + ".",
                    load + "SET PERSIST rpl_semi_sync_source_wait_for_replica_count = " + wanted
                            + "; SET PERSIST rpl_semi_sync_source_enabled = ON;");
            return;
        }
        if (milliseconds("rpl_semi_sync_source_timeout") < PATIENT_MILLIS) {
            problem(
                    "rpl_semi_sync_source_timeout is " + sheet.setting("rpl_semi_sync_source_timeout")
                            + " ms: after it a commit is acknowledged that no replica has.",
                    "SET PERSIST rpl_semi_sync_source_timeout = 4294967295;");
        }
        set("rpl_semi_sync_source_wait_point", "AFTER_SYNC", "others would see what no replica has yet");
    }

    private long milliseconds(String name) {
        String text = sheet.setting(name);
        return text.matches("[0-9]{1,18}") ? Long.parseLong(text) : 0;
    }

    private void sessions() {
        if (sheet.number("max_connections") < CONNECTIONS_MIN) {
            warning(
                    "max_connections is " + sheet.setting("max_connections")
                            + "; each client process keeps up to poolSizePerNode (10) to a node.",
                    "SET PERSIST max_connections = 500;");
        }
        if (!sheet.setting("default_storage_engine").equalsIgnoreCase("InnoDB")) {
            problem(
                    "default_storage_engine is " + sheet.setting("default_storage_engine")
                            + ": its tables would know no transactions.",
                    "SET PERSIST default_storage_engine = InnoDB;");
        }
        if (patient.isPrimary() && sheet.setting("read_only").equals("ON")) {
            problem(
                    "read_only is ON: nothing can be written.",
                    "SET PERSIST super_read_only = OFF; SET PERSIST read_only = OFF;");
        }
        if (!sheet.setting("sql_mode").contains("STRICT_TRANS_TABLES")) {
            warning(
                    "sql_mode has no STRICT_TRANS_TABLES: values that do not fit are stored as others.",
                    "SET PERSIST sql_mode = CONCAT(@@global.sql_mode, ',STRICT_TRANS_TABLES');");
        }
    }

    private void rights() {
        if (patient.isPrimary() && !sheet.mayCreate()) {
            problem(
                    "User " + sheet.user() + " may not create the database kintsugi.",
                    "GRANT ALL ON kintsugi.* TO " + account() + ";");
        }
        if (!sheet.mayMonitor()) {
            warning(
                    "User " + sheet.user() + " does not see replication: lag stays unknown.",
                    "GRANT REPLICATION CLIENT, REPLICATION SLAVE ON *.* TO " + account() + ";");
        }
    }

    private String account() {
        String user = sheet.user();
        int at = user.lastIndexOf('@');
        return at < 0 ? "'" + user + "'" : "'" + user.substring(0, at) + "'@'" + user.substring(at + 1) + "'";
    }

    private void set(String name, String value, String why) {
        if (!sheet.setting(name).equalsIgnoreCase(value)) {
            problem(
                    name + " is " + sheet.setting(name) + "; " + why + ".",
                    "SET PERSIST " + name + " = " + value + ";");
        }
    }

    private void restart(String name, String value, String why, String line) {
        if (!sheet.setting(name).equalsIgnoreCase(value)) {
            problem(
                    name + " is " + sheet.setting(name) + "; " + why + ".",
                    line + " under [mysqld] in the server's configuration; then restart the server");
        }
    }

    private void problem(String what, String remedy) {
        findings.add(Finding.problem(patient.name(), what, remedy));
    }

    private void warning(String what, String remedy) {
        findings.add(Finding.warning(patient.name(), what, remedy));
    }
}
