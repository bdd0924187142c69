package io.kintsugi.manager.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.kintsugi.manager.ManagerFixture;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Route;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OpenApiTest {
    @Test
    void everyRoute_isDescribed_andEveryDescriptionIsARoute(@TempDir Path folder) throws IOException {
        assertThat(routes(folder)).isEqualTo(described());
    }

    private static Set<String> routes(Path folder) {
        Set<String> routes = new TreeSet<>();
        Vertx vertx = Vertx.vertx();
        try (ManagerFixture.Parts parts = ManagerFixture.parts(folder);
                Workers workers = new Workers(vertx, 1)) {
            ApiContext context = parts.context();
            ApiRouter router =
                    new ApiRouter(vertx, context, workers, new LongPolls(context), new EventStreams(context.limits()));
            for (Route route : router.routes()) {
                if (route.getPath() != null) {
                    for (HttpMethod method : route.methods()) {
                        routes.add(method + " " + route.getPath().replaceAll(":(\\w+)", "{$1}"));
                    }
                }
            }
        } finally {
            vertx.close();
        }
        return routes;
    }

    private static Set<String> described() throws IOException {
        try (InputStream stream = OpenApiTest.class.getResourceAsStream("openapi.json")) {
            byte[] bytes = Objects.requireNonNull(stream).readAllBytes();
            JsonObject document = new JsonObject(new String(bytes, StandardCharsets.UTF_8));
            assertThat(document.getString("openapi")).startsWith("3.1");
            Set<String> described = new TreeSet<>();
            JsonObject paths = document.getJsonObject("paths");
            for (String path : paths.fieldNames()) {
                for (String method : paths.getJsonObject(path).fieldNames()) {
                    described.add(method.toUpperCase(Locale.ROOT) + " " + path);
                }
            }
            return described;
        }
    }
}
