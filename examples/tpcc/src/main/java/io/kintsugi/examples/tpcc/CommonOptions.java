package io.kintsugi.examples.tpcc;

import io.kintsugi.examples.tpcc.jdbc.CrossShard;
import io.kintsugi.examples.tpcc.jdbc.Database;
import io.kintsugi.examples.tpcc.jdbc.Isolation;
import io.kintsugi.examples.tpcc.jdbc.TransactionModeSetup;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options of every command. Filled in by picocli. */
final class CommonOptions {

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "show this help")
    @SuppressWarnings("UnusedVariable") // picocli reads the annotation and shows the help itself
    private boolean help;

    @Option(names = "--url", required = true, paramLabel = "JDBC-URL", description = "the database")
    private String url = "";

    @Option(names = "--user", paramLabel = "NAME", description = "user name, unless the URL holds it")
    private @Nullable String user;

    @Option(
            names = "--password",
            paramLabel = "TEXT",
            interactive = true,
            arity = "0..1",
            description = "password; without a value it is asked for")
    private @Nullable String password;

    @Option(names = "--seed", paramLabel = "NUMBER", description = "decides every random value (${DEFAULT-VALUE})")
    private long seed = 1;

    @Option(
            names = "--cross-shard",
            paramLabel = "MODE",
            description = "what a sharding driver does when a transaction writes to a second shard: "
                    + "${COMPLETION-CANDIDATES}; the driver's own choice if not given, no effect on other drivers")
    private Optional<CrossShard> crossShard = Optional.empty();

    @Option(names = "--isolation", paramLabel = "LEVEL", description = "${COMPLETION-CANDIDATES} (${DEFAULT-VALUE})")
    private Isolation isolation = Isolation.READ_COMMITTED;

    @Option(names = "--report", paramLabel = "FILE", description = "also write the report as JSON")
    private Optional<Path> report = Optional.empty();

    Database database() {
        return new Database(url, user, password, new TransactionModeSetup(crossShard), isolation);
    }

    String url() {
        return url;
    }

    long seed() {
        return seed;
    }

    Optional<Path> report() {
        return report;
    }
}
