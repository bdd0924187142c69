package io.kintsugi.router.facade;

import io.kintsugi.errors.ShardException;
import io.kintsugi.router.ParameterValues;
import io.kintsugi.router.PreparedRoute;
import io.kintsugi.router.RoutingContext;
import io.kintsugi.router.plan.ExecutionPlan;
import io.kintsugi.router.plan.IdDemand;
import io.kintsugi.router.plan.ShardId;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The cluster of the golden files, and how a statement's route is written down in them. */
final class RouteCases {
    static final Path FOLDER = Path.of("src/test/resources/routes");
    private static final long FIRST_ID = 1_000;

    private static final LogicalSchema SCHEMA = DdlSchema.of(read("schema.sql"), BuiltInFunctions.postgreSql());

    private RouteCases() {}

    static String read(String name) {
        try {
            return Files.readString(FOLDER.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Topology topology(String name) {
        return TopologyYaml.read(FOLDER.resolve(name + ".yaml"));
    }

    static RoutingContext context(Topology topology) {
        return new RoutingContext(topology, SCHEMA, List.of("public"), "UTC", Optional.empty(), List.of());
    }

    static RoutingContext pinned(Topology topology, ShardId shard) {
        return new RoutingContext(topology, SCHEMA, List.of("public"), "UTC", Optional.of(shard), List.of());
    }

    static RoutingContext withTemporary(Topology topology, String table) {
        return new RoutingContext(topology, SCHEMA, List.of("public"), "UTC", Optional.empty(), List.of(table));
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
        if (text.startsWith("double ")) {
            return Double.valueOf(text.substring("double ".length()));
        }
        return text.contains(".") ? (Object) new BigDecimal(text) : (Object) Long.valueOf(text);
    }
}
