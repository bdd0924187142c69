package io.kintsugi.router.facade;

import io.kintsugi.errors.ShardException;
import io.kintsugi.router.MySqlSession;
import io.kintsugi.router.ParameterValues;
import io.kintsugi.router.PreparedRoute;
import io.kintsugi.router.RoutingContext;
import io.kintsugi.router.plan.ExecutionPlan;
import io.kintsugi.router.plan.IdDemand;
import io.kintsugi.router.plan.ShardId;
import io.kintsugi.router.plan.WeightDemand;
import io.kintsugi.router.schema.BuiltInFunctions;
import io.kintsugi.router.schema.DdlSchema;
import io.kintsugi.router.schema.LogicalSchema;
import io.kintsugi.topology.Topology;
import io.kintsugi.topology.yaml.TopologyYaml;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The cluster of the golden files, and how a statement's route is written down in them. */
final class RouteCases {
    static final Path FOLDER = Path.of("src/test/resources/routes");
    private static final long FIRST_ID = 1_000;

    private final Path folder;
    private final LogicalSchema schema;
    private final String defaultSchema;

    private RouteCases(Path folder, LogicalSchema schema, String defaultSchema) {
        this.folder = folder;
        this.schema = schema;
        this.defaultSchema = defaultSchema;
    }

    /** The cases of a folder: those in {@code mysql} are of MySQL. */
    static RouteCases in(Path folder) {
        boolean mySql = folder.endsWith("mysql");
        String ddl = read(folder.resolve("schema.sql"));
        LogicalSchema schema = mySql
                ? DdlSchema.mySql(ddl, "shop", BuiltInFunctions.mySql())
                : DdlSchema.of(ddl, BuiltInFunctions.postgreSql());
        return new RouteCases(folder, schema, mySql ? "shop" : "public");
    }

    static RouteCases postgreSql() {
        return in(FOLDER);
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Topology topology(String name) {
        return TopologyYaml.read(folder.resolve(name + ".yaml"));
    }

    RoutingContext context(Topology topology) {
        return context(topology, Optional.empty(), List.of());
    }

    RoutingContext pinned(Topology topology, ShardId shard) {
        return context(topology, Optional.of(shard), List.of());
    }

    RoutingContext withTemporary(Topology topology, String table) {
        return context(topology, Optional.empty(), List.of(table));
    }

    private RoutingContext context(Topology topology, Optional<ShardId> pinned, List<String> temporary) {
        return new RoutingContext(topology, schema, List.of(defaultSchema), "UTC", pinned, temporary);
    }

    /** A session of MySQL with another sql_mode. */
    RoutingContext withMode(Topology topology, String sqlMode) {
        MySqlSession stock = MySqlSession.STOCK;
        MySqlSession session = new MySqlSession(
                sqlMode, stock.serverVersion(), stock.lowerCaseTableNames(), stock.connectionCollation());
        return new RoutingContext(
                topology, schema, List.of(defaultSchema), "UTC", Optional.empty(), List.of(), session);
    }

    static ParameterValues values(Object... values) {
        return number -> {
            if (number > values.length) {
                throw new IllegalArgumentException("parameter " + number + " is not set");
            }
            Object value = values[number - 1];
            return value.equals("null") ? null : value;
        };
    }

    /** The route of a statement in lines, or its refusal. */
    static List<String> lines(SqlRouter router, String sql, RoutingContext context, ParameterValues parameters) {
        try {
            PreparedRoute route = router.prepare(sql, context);
            List<String> lines = new ArrayList<>();
            List<Long> ids = new ArrayList<>();
            long next = FIRST_ID;
            for (IdDemand demand : route.idDemands()) {
                lines.add("ids: " + demand.count() + " for " + demand.table() + "." + demand.column() + " by "
                        + demand.generator());
                ids.add(next);
                next += FIRST_ID;
            }
            List<WeightDemand> weights = route.weightDemands(parameters);
            weights.forEach(demand -> lines.add("weights: of '" + demand.text() + "' under "
                    + demand.collation().name()));
            ExecutionPlan plan = route.bind(parameters, ids);
            lines.addAll(ExplainRouteLines.of(plan));
            return lines;
        } catch (ShardException refused) {
            return List.of(
                    "refused: " + refused.code() + ": " + refused.description(),
                    "way out: " + refused.remedy().orElse("-"));
        }
    }

    /**
     * A parameter as written in a golden file: {@code 7}, {@code 'text'}, {@code 7.5}, {@code null}, {@code uuid …}.
     */
    static Object parameter(String written) {
        String text = written.trim();
        if (text.equals("null")) {
            return "null";
        }
        if (text.startsWith("'")) {
            return text.substring(1, text.length() - 1);
        }
        if (text.startsWith("uuid ")) {
            return UUID.fromString(text.substring("uuid ".length()));
        }
        if (text.startsWith("bytes ")) {
            return HexFormat.of().parseHex(text.substring("bytes ".length()));
        }
        if (text.startsWith("date ")) {
            return LocalDate.parse(text.substring("date ".length()));
        }
        if (text.startsWith("double ")) {
            return Double.valueOf(text.substring("double ".length()));
        }
        return text.contains(".") ? (Object) new BigDecimal(text) : (Object) Long.valueOf(text);
    }
}
