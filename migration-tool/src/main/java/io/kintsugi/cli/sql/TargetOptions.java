package io.kintsugi.cli.sql;

import io.kintsugi.cli.console.CliException;
import io.kintsugi.cli.console.Console;
import io.kintsugi.cli.console.ExitCode;
import io.kintsugi.cli.demo.home.DemoHome;
import io.kintsugi.cli.demo.home.DemoRecord;
import io.kintsugi.errors.ErrorCode;
import io.kintsugi.errors.ShardException;
import io.kintsugi.topology.Topology;
import io.kintsugi.topology.yaml.TopologyYaml;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Supplier;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which database is meant: a URL, a cluster file, or the running demo. Filled in by picocli. */
final class TargetOptions {
    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "URL",
            description = "a JDBC URL, such as " + "jdbc:kintsugi:postgresql://127.0.0.1:7700/shop")
    private Optional<String> url = Optional.empty();

    @Option(names = "--cluster", paramLabel = "FILE", description = "the topology of the cluster")
    private Optional<Path> cluster = Optional.empty();

    @Option(names = "--user", paramLabel = "NAME", description = "user name, where neither URL nor file holds it")
    private Optional<String> user = Optional.empty();

    SqlTarget resolve(Console console) {
        if (url.isPresent() && cluster.isPresent()) {
            throw new CliException(
                    ExitCode.USAGE, "A URL and a cluster file are given: only one can be meant.", "Leave one out.");
        }
        if (url.isPresent()) {
            return ofUrl(console, url.get());
        }
        return cluster.map(file -> ofFile(console, file)).orElseGet(() -> ofDemo(console));
    }

    private SqlTarget ofUrl(Console console, String text) {
        if (!text.startsWith("jdbc:")) {
            throw new ShardException(ErrorCode.INVALID_URL, "'" + text + "' is not a JDBC URL.")
                    .withRemedy("It looks like jdbc:kintsugi:postgresql://127.0.0.1:7700/shop or"
                            + " jdbc:kintsugi:postgresql:file:cluster.yaml.");
        }
        return new SqlTarget(text, properties(console), databaseOf(text), Optional::empty);
    }

    /** The last part of the path. */
    static String databaseOf(String url) {
        String path = url.replaceAll("[?].*", "");
        String name = path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf(':')) + 1);
        return name.isEmpty() ? "sql" : name.replaceAll("\\.ya?ml$", "");
    }

    private SqlTarget ofFile(Console console, Path file) {
        Topology topology = TopologyYaml.read(file);
        String fileUrl = "jdbc:kintsugi:" + topology.dialect().label() + ":file:" + file.toAbsolutePath();
        return new SqlTarget(fileUrl, properties(console), topology.cluster(), () -> Optional.of(topology));
    }

    private static SqlTarget ofDemo(Console console) {
        DemoHome home = DemoHome.of(console);
        DemoRecord demo = home.running()
                .filter(DemoRecord::isReady)
                .orElseThrow(() -> new CliException(
                        ExitCode.NOT_FOUND,
                        "No demo runs, and neither a URL nor a cluster file is given.",
                        "Start one with: kintsugi demo, or name a database: kintsugi sql URL"));
        Supplier<Optional<Topology>> topology = () -> Optional.of(TopologyYaml.read(home.clusterFile()));
        return new SqlTarget(demo.managerUrl(), new Properties(), databaseOf(demo.managerUrl()), topology);
    }

    private Properties properties(Console console) {
        Properties properties = new Properties();
        user.ifPresent(name -> properties.setProperty("user", name));
        String password = console.variable("KINTSUGI_PASSWORD");
        if (!password.isEmpty()) {
            properties.setProperty("password", password);
        }
        return properties;
    }
}
