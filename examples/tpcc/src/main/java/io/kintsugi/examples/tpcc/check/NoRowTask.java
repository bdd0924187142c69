package io.kintsugi.examples.tpcc.check;

import io.kintsugi.examples.tpcc.jdbc.Session;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Every row the statement gives is a violation. */
final class NoRowTask implements ProbeRunner.Task {

    private final Session session;
    private final int warehouses;
    private final Probe.NoRow probe;
    private final Violations violations;

    NoRowTask(Session session, int warehouses, Probe.NoRow probe, Violations violations) {
        this.session = session;
        this.warehouses = warehouses;
        this.probe = probe;
        this.violations = violations;
    }

    @Override
    public void run() throws SQLException {
        for (List<Integer> district : Places.districts(warehouses)) {
            session.each(probe.sql(), row -> violations.add(describe(row)), Places.parameters(probe.sql(), district));
        }
    }

    private String describe(ResultSet row) throws SQLException {
        List<String> parts = new ArrayList<>();
        for (int index = 0; index < probe.columns().size(); index++) {
            parts.add(probe.columns().get(index) + "=" + row.getString(index + 1));
        }
        return String.join(", ", parts);
    }
}
