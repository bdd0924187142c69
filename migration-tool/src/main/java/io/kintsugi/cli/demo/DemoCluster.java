package io.kintsugi.cli.demo;

import io.kintsugi.cli.demo.home.DemoHome;
import io.kintsugi.embedded.DatabaseServer;
import io.kintsugi.embedded.ReplicaSetServers;
import io.kintsugi.topology.Dialect;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Collectors;

/** Writes the demo's topology as a person would write it. It holds the password: only its owner may read it. */
final class DemoCluster {
    private final DemoServers servers;
    private final DemoPlan plan;
    private final String password;

    DemoCluster(DemoServers servers, DemoPlan plan, String password) {
        this.servers = servers;
        this.plan = plan;
        this.password = password;
    }

    void write(DemoHome home) {
        Path file = home.clusterFile();
        try {
            Files.deleteIfExists(file);
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(file, text());
        } catch (IOException failure) {
            throw new UncheckedIOException("The demo cannot write " + file, failure);
        }
    }

    String text() {
        StringBuilder text = new StringBuilder("# The cluster of the demo. The manager follows this file.\n");
        text.append("apiVersion: v1\n");
        text.append("cluster: ")
                .append(DemoPlan.CLUSTER)
                .append("\ndialect: " + plan.dialect().label() + "\n");
        text.append("credentials: {user: ").append(DemoServers.USER).append(", password: \"");
        text.append(password).append("\"}\n\nnodes:\n");
        servers.all().forEach(server -> text.append(node(server)));
        text.append("\ncatalog: {nodes: ").append(names(servers.catalog())).append("}\n\n");
        text.append("keyspaces:\n  shop:\n    shards:\n");
        List<ReplicaSetServers> shards = servers.shards();
        for (int ordinal = 0; ordinal < shards.size(); ordinal++) {
            text.append("      s").append(ordinal).append(": {nodes: ").append(names(shards.get(ordinal)));
            text.append(", sync: ").append(plan.sync()).append("}\n");
        }
        return text.append(DemoShop.TABLES).toString();
    }

    private String node(DatabaseServer server) {
        // On loopback encryption protects nothing; without it MySQL wants to hand out the key for the password.
        String parameters = plan.dialect() == Dialect.MYSQL ? "?sslMode=DISABLED&allowPublicKeyRetrieval=true" : "";
        return "  " + server.name() + ": {url: \"" + plan.dialect().label() + "://127.0.0.1:" + server.port() + "/"
                + DemoServers.DATABASE + parameters + "\"}\n";
    }

    private static String names(ReplicaSetServers set) {
        return set.all().stream().map(DatabaseServer::name).collect(Collectors.joining(", ", "[", "]"));
    }
}
