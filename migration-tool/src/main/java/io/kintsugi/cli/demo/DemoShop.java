package io.kintsugi.cli.demo;

import io.kintsugi.cli.console.Ink;
import io.kintsugi.cli.console.Steps;
import io.kintsugi.examples.shop.Progress;
import io.kintsugi.examples.shop.Shop;
import io.kintsugi.examples.shop.ShopCheck;
import io.kintsugi.examples.shop.Workload;
import io.kintsugi.jdbc.KintsugiDataSource;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The sample application of the demo: loads the shop, lets customers buy, adds up. */
final class DemoShop {
    /** How the shop's tables are spread, as in the topology file. */
    static final String TABLES = """
            \s   tables:
                  users: {key: user_id}
                  orders: {key: user_id, generate: {order_id: sequence}}
                  order_items: {key: user_id}
                  product: {reference: true}
                  country: {reference: true}
            """;

    private final Steps steps;
    private final Ink ink;
    private final DemoPlan plan;
    private final DemoServers servers;

    /** What the workload did, and where the tables say something else; empty: nowhere. */
    record Outcome(Workload workload, List<String> differences) {
        Outcome {
            differences = List.copyOf(differences);
        }
    }

    DemoShop(Steps steps, Ink ink, DemoPlan plan, DemoServers servers) {
        this.steps = steps;
        this.ink = ink;
        this.plan = plan;
        this.servers = servers;
    }

    Outcome run(String url) throws SQLException, InterruptedException {
        try (KintsugiDataSource dataSource = new KintsugiDataSource(url)) {
            Shop shop = new Shop(dataSource, DemoPlan.SEED);
            create(shop);
            load(shop);
            Workload workload = work(shop);
            return check(shop, workload);
        }
    }

    private void create(Shop shop) throws SQLException {
        try (Steps.Step step = steps.begin("schema")) {
            step.update("five tables over catalog and shards");
            shop.createSchema();
            step.done("five tables on the catalog and on every shard");
        }
    }

    private void load(Shop shop) throws SQLException {
        try (Steps.Step step = steps.begin("sample shop")) {
            shop.load(plan.users(), DemoPlan.PRODUCTS, progress -> step.update(rows(progress)));
            step.done(number(plan.users()) + " users, " + DemoPlan.PRODUCTS + " products");
        }
    }

    private static String rows(Progress progress) {
        return number(progress.done()) + " of " + number(progress.total()) + " rows";
    }

    private Workload work(Shop shop) throws SQLException, InterruptedException {
        try (Steps.Step step = steps.begin("workload");
                ShardSpread spread = ShardSpread.watch(servers, ink)) {
            Duration duration = Duration.ofSeconds(plan.workloadSeconds());
            Workload workload = shop.run(
                    duration,
                    DemoPlan.THREADS,
                    progress -> step.update(number(Math.round(progress.rate())) + " operations/s  " + spread.text()));
            step.done(number(workload.operations()) + " operations, "
                    + number(Math.round(workload.operationsPerSecond())) + "/s, median "
                    + millis(workload.medianMicros()) + "  " + spread.last());
            return workload;
        }
    }

    private Outcome check(Shop shop, Workload workload) throws SQLException {
        try (Steps.Step step = steps.begin("sums")) {
            ShopCheck check = shop.check();
            List<String> differences = new ArrayList<>(check.differences());
            if (workload.failed() > 0) {
                differences.add(workload.failed() + " operations failed: " + String.join("; ", workload.firstErrors()));
            }
            if (differences.isEmpty()) {
                step.done(number(check.found().orders()) + " orders, "
                        + number(check.found().paidOrders()) + " paid, to the cent as the workload counted them");
            }
            return new Outcome(workload, differences);
        }
    }

    private static String millis(long micros) {
        return String.format(Locale.ROOT, "%.1f ms", micros / 1_000.0);
    }

    private static String number(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }
}
