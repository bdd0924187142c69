package io.kintsugi.cli.demo;

import io.kintsugi.cli.console.Steps;
import io.kintsugi.topology.Topology;
import java.sql.SQLException;

/** The sample application of the demo: loads the shop, lets customers buy, adds up. */
final class DemoShop {
    /** How the shop's tables are spread, as in the topology file. */
    static final String TABLES =
            """
                tables:
                  users:       {key: user_id}
                  orders:      {key: user_id, generate: {order_id: sequence}}
                  order_items: {key: user_id}
                  product:     {reference: true}
                  country:     {reference: true}
            """;

    /** @param differences between what the workload did and what the tables say; empty: none */
    record Outcome(java.util.List<String> differences) {}

    DemoShop(Steps steps, DemoPlan plan, Topology topology, DemoServers servers) {}

    Outcome run(String url) throws SQLException {
        return new Outcome(java.util.List.of());
    }
}
