package io.kintsugi.examples.tpcc.check;

import io.kintsugi.examples.tpcc.jdbc.Session;
import java.sql.SQLException;

/**
 * Turns a probe into the task that asks it. The task runs outside the visitor, whose methods cannot throw a database's
 * exception.
 */
final class ProbeRunner implements Probe.Visitor<ProbeRunner.Task> {

    private final Session session;
    private final int warehouses;
    private final Violations violations;

    ProbeRunner(Session session, int warehouses, Violations violations) {
        this.session = session;
        this.warehouses = warehouses;
        this.violations = violations;
    }

    @Override
    public Task equality(Probe.Equality probe) {
        return new EqualityTask(session, warehouses, probe, violations);
    }

    @Override
    public Task noRow(Probe.NoRow probe) {
        return new NoRowTask(session, warehouses, probe, violations);
    }

    /** The work of one probe. */
    interface Task {
        void run() throws SQLException;
    }
}
