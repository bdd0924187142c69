package io.kintsugi.examples.tpcc.report;

import io.kintsugi.examples.tpcc.check.CheckResult;
import io.kintsugi.examples.tpcc.run.RunSummary;
import io.kintsugi.examples.tpcc.run.TypeSummary;
import io.kintsugi.examples.tpcc.transaction.TransactionType;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** The report as one JSON object. Names end in their unit; what was not measured is absent. */
public final class ReportJson {

    private ReportJson() {}

    public static String of(Report report) {
        Map<String, Object> root = new LinkedHashMap<>();
        root.put("url", report.url());
        root.put("warehouses", report.population().warehouses());
        root.put("customers_per_district", report.population().customersPerDistrict());
        root.put("items", report.population().items());
        root.put("paced", report.paced());
        report.run().ifPresent(run -> root.put("run", run(run)));
        root.put("consistent", report.consistent());
        root.put("conditions", report.checks().stream().map(ReportJson::check).toList());
        return Json.write(root) + "\n";
    }

    private static Map<String, Object> run(RunSummary run) {
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("terminals", run.terminals());
        result.put("elapsed_millis", run.elapsed().toMillis());
        result.put("tpmc", run.newOrdersPerMinute());
        result.put("crossed_warehouses", run.crossedWarehouses());
        run.crossedShards().ifPresent(count -> result.put("crossed_shards", count));
        result.put("skipped_delivery_districts", run.skippedDistricts());
        result.put("errors", run.errorSamples());
        Map<String, Object> types = new LinkedHashMap<>();
        for (TransactionType type : TransactionType.values()) {
            types.put(type.name().toLowerCase(Locale.ROOT), type(run, run.of(type)));
        }
        result.put("transactions", types);
        return result;
    }

    private static Map<String, Object> type(RunSummary run, TypeSummary summary) {
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("committed", summary.committed());
        result.put("tpm", run.perMinute(summary.committed()));
        result.put("user_aborts", summary.userAborts());
        result.put("retries", summary.retries());
        result.put("errors", summary.errors());
        result.put("p50_micros", summary.p50Micros());
        result.put("p90_micros", summary.p90Micros());
        result.put("p95_micros", summary.p95Micros());
        result.put("p99_micros", summary.p99Micros());
        result.put("max_micros", summary.maxMicros());
        return result;
    }

    private static Map<String, Object> check(CheckResult check) {
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("number", check.number());
        result.put("demand", check.demand());
        result.put("violations", check.violations());
        result.put("examples", check.examples());
        return result;
    }
}
