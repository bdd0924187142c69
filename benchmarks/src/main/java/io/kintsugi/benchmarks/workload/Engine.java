package io.kintsugi.benchmarks.workload;

import io.kintsugi.embedded.DatabaseServer;
import io.kintsugi.embedded.MySqlOptions;
import io.kintsugi.embedded.MySqlServer;
import io.kintsugi.embedded.PostgresOptions;
import io.kintsugi.embedded.PostgresServer;
import java.util.List;
import java.util.Locale;

/** The databases that are measured on, and how one server of each is run: not durable, without surprises. */
public enum Engine {
    /** As it comes, since its driver needs no tuning. */
    POSTGRESQL("postgres", "", List.of("VACUUM ANALYZE")),

    /** Tuned as HikariCP advises: statements prepared on the server and kept, batches rewritten. */
    MYSQL(
            "root",
            "sslMode=DISABLED&allowPublicKeyRetrieval=true&cachePrepStmts=true&prepStmtCacheSize=250"
                    + "&prepStmtCacheSqlLimit=2048&useServerPrepStmts=true&rewriteBatchedStatements=true",
            List.of("ANALYZE TABLE orders"));

    private final String user;
    private final String parameters;
    private final List<String> maintenance;

    Engine(String user, String parameters, List<String> maintenance) {
        this.user = user;
        this.parameters = parameters;
        this.maintenance = maintenance;
    }

    /** As URLs and topologies write it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The administrator, who has no password. */
    public String user() {
        return user;
    }

    /** Behind every URL of the native driver, whoever uses it; may be empty. */
    public String parameters() {
        return parameters;
    }

    /** What is run in every database once its tables are filled. */
    public List<String> maintenance() {
        return maintenance;
    }

    /** Without fsync: the time of a disk would drown what is measured, and is the same for all. */
    DatabaseServer start(String name) {
        return switch (this) {
            case POSTGRESQL ->
                PostgresServer.started(PostgresOptions.builder()
                        .name(name)
                        .durable(false)
                        .setting("max_connections", "200")
                        .setting("shared_buffers", "256MB")
                        .setting("autovacuum", "off")
                        .setting("jit", "off")
                        .build());
            case MYSQL ->
                MySqlServer.started(MySqlOptions.builder()
                        .name(name)
                        .durable(false)
                        .setting("max-connections", "200")
                        .setting("innodb-buffer-pool-size", "256M")
                        .build());
        };
    }
}
