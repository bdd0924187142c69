package io.kintsugi.manager.api;

import io.kintsugi.manager.publish.PublishedTopology;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** A topology as an HTTP response: YAML, or the same shape in JSON where the client asks for it. Never with secrets. */
final class TopologyAnswer {
    private static final String VERSION_HEADER = "Kintsugi-Topology-Version";
    private static final int NOT_MODIFIED = 304;
    private static final int YAML_CHARACTERS_MAX = 128 << 20;

    private TopologyAnswer() {}

    static String etag(long version) {
        return "\"" + version + "\"";
    }

    static void version(RoutingContext context, long version) {
        context.response().putHeader("ETag", etag(version)).putHeader(VERSION_HEADER, Long.toString(version));
    }

    static void notModified(RoutingContext context, long version) {
        version(context, version);
        context.response().setStatusCode(NOT_MODIFIED).end();
    }

    static void send(RoutingContext context, PublishedTopology topology) {
        version(context, topology.version());
        context.response().putHeader("Vary", "Accept");
        if (wantsJson(context.request().getHeader("Accept"))) {
            Answers.json(context, json(topology.yaml()));
            return;
        }
        context.response().putHeader("Content-Type", "application/yaml").end(Buffer.buffer(topology.yaml()));
    }

    /** YAML unless JSON is named and YAML is not: a browser or a bare client gets what a person can read best. */
    private static boolean wantsJson(@Nullable String accept) {
        return accept != null && accept.contains("json") && !accept.contains("yaml");
    }

    private static JsonObject json(String yaml) {
        LoadSettings settings =
                LoadSettings.builder().setCodePointLimit(YAML_CHARACTERS_MAX).build();
        Object document = new Load(settings).loadFromString(yaml);
        if (!(document instanceof Map<?, ?> map)) {
            throw new IllegalStateException("A topology is written as a map");
        }
        JsonObject json = new JsonObject();
        map.forEach((key, value) -> json.put(String.valueOf(key), value));
        return json;
    }
}
