package io.kintsugi.manager.api;

import io.kintsugi.manager.health.ClusterHealth;
import io.kintsugi.manager.health.NodeHealth;
import io.kintsugi.manager.health.ShardHealth;
import io.kintsugi.manager.publish.ClientStatus;
import io.kintsugi.manager.publish.FileProblem;
import io.kintsugi.node.probe.NodeFacts;
import io.kintsugi.node.probe.NodeReport;
import io.kintsugi.node.probe.ReplicaLink;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The JSON shapes of the interface; {@code openapi.json} describes them. */
final class JsonViews {
    private JsonViews() {}

    static JsonObject client(ClientStatus client) {
        return new JsonObject()
                .put("id", client.id())
                .put("version", client.version())
                .put("address", client.address())
                .put("firstSeen", client.firstSeen().toString())
                .put("lastSeen", client.lastSeen().toString());
    }

    static JsonObject problem(FileProblem problem) {
        return new JsonObject()
                .put("file", problem.file().toString())
                .put("since", problem.since().toString())
                .put("message", problem.message());
    }

    static JsonObject health(Optional<ClusterHealth> health) {
        JsonArray nodes = new JsonArray();
        health.ifPresent(known ->
                known.shards().forEach(shard -> shard.nodes().forEach(node -> nodes.add(node(shard, node)))));
        return new JsonObject()
                .put("condition", health.map(known -> known.condition().label()).orElse("unknown"))
                .put("headline", health.map(ClusterHealth::headline).orElse("No topology is in force yet."))
                .put("nodes", nodes);
    }

    private static JsonObject node(ShardHealth shard, NodeHealth node) {
        JsonObject json = new JsonObject()
                .put("node", node.node().name())
                .put("keyspace", shard.keyspace())
                .put("shard", shard.shard())
                .put("cell", node.node().cell())
                .put("address", node.node().address())
                .put("expectedRole", label(node.expectedRole()))
                .put("condition", node.condition().label())
                .put("summary", node.summary());
        node.report().ifPresent(report -> json.put("report", report(report)));
        return json;
    }

    private static JsonObject report(NodeReport report) {
        JsonObject json = new JsonObject()
                .put("time", report.time().toString())
                .put("elapsedMillis", report.elapsed().toMillis())
                .put("reached", label(report.reached()));
        report.failure()
                .ifPresent(failure -> json.put("error", label(failure.error())).put("message", failure.message()));
        report.facts().ifPresent(facts -> json.mergeIn(facts(facts)));
        return json;
    }

    private static JsonObject facts(NodeFacts facts) {
        JsonObject json = new JsonObject().put("role", label(facts.role())).put("serverVersion", facts.serverVersion());
        facts.replayLagMillis().ifPresent(lag -> json.put("replayLagMillis", lag));
        facts.streaming().ifPresent(streaming -> json.put("streaming", streaming));
        facts.guard().ifPresent(guard -> json.put("guard", guardColumns(guard.columns())));
        JsonArray replicas = new JsonArray();
        facts.replicas().forEach(link -> replicas.add(link(link)));
        return json.put("replicas", replicas);
    }

    private static JsonObject guardColumns(Map<String, String> columns) {
        JsonObject json = new JsonObject();
        columns.forEach(json::put);
        return json;
    }

    private static JsonObject link(ReplicaLink link) {
        JsonObject json = new JsonObject()
                .put("name", link.applicationName())
                .put("state", link.state())
                .put("syncState", link.syncState());
        link.replayLagBytes().ifPresent(lag -> json.put("replayLagBytes", lag));
        return json;
    }

    private static String label(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
