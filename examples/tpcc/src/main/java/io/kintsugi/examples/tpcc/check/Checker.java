package io.kintsugi.examples.tpcc.check;

import io.kintsugi.examples.tpcc.jdbc.Database;
import io.kintsugi.examples.tpcc.jdbc.Session;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Checks every condition on data at rest. Memory grows with the customers, because condition 10 adds up payments that
 * were made at other warehouses than the customer's own.
 */
public final class Checker {

    private final Database database;
    private final int warehouses;
    private final Consumer<String> progress;

    public Checker(Database database, int warehouses, Consumer<String> progress) {
        this.database = database;
        this.warehouses = warehouses;
        this.progress = progress;
    }

    /** One result for each condition, in the order of their numbers. */
    public List<CheckResult> check() throws SQLException {
        List<CheckResult> results = new ArrayList<>();
        try (Session session = new Session(database.open())) {
            for (Condition condition : Conditions.ALL) {
                results.add(check(session, condition));
                progress.accept("checked condition " + condition.number() + " of " + Conditions.ALL.size());
            }
        }
        return results;
    }

    private CheckResult check(Session session, Condition condition) throws SQLException {
        Violations violations = new Violations();
        ProbeRunner runner = new ProbeRunner(session, warehouses, violations);
        for (Probe probe : condition.probes()) {
            probe.accept(runner).run();
        }
        session.commit();
        return violations.resultOf(condition);
    }
}
