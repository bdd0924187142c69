package io.kintsugi.cli.validate;

import static org.assertj.core.api.Assertions.assertThat;

import io.kintsugi.cli.existing.DefinedSchema;
import io.kintsugi.cli.existing.Definition;
import io.kintsugi.cli.existing.ExistingDatabase;
import io.kintsugi.embedded.SharedMySql;
import io.kintsugi.errors.ShardException;
import io.kintsugi.router.MySqlSession;
import io.kintsugi.router.RoutingContext;
import io.kintsugi.testkit.engine.MySqlTest;
import io.kintsugi.topology.Dialect;
import io.kintsugi.topology.Topology;
import io.kintsugi.topology.yaml.TopologyYaml;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Random tables of a plain MySQL server, taken apart. Put together again they are the same tables; and a part is
 * refused if and only if the table as a whole is.
 */
@MySqlTest
@Tag("proof")
final class RandomMySqlTablesIT {
    private static final long KNOWN_SEED = 20_261_120;

    private final SharedMySql.Database database = SharedMySql.get().newDatabase();
    private final SharedMySql.Database copy = SharedMySql.get().newDatabase();

    @Test
    void parts_areTheTable_inADozen() throws SQLException {
        check(KNOWN_SEED, 12);
    }

    @Test
    void parts_areTheTable_inManyTables() throws SQLException {
        check(new Random().nextLong(), 150);
    }

    private void check(long seed, int wanted) throws SQLException {
        Random random = new Random(seed);
        List<RandomTable> tables = new ArrayList<>();
        try (Connection connection = SharedMySql.get().server().connect(database.name());
                Statement statement = connection.createStatement()) {
            statement.execute("SET sql_mode = ''");
            for (int number = 0; tables.size() < wanted && number < 20 * wanted; number++) {
                RandomTable table = new RandomTable(random, number);
                if (isTaken(statement, table.definition(tables))) {
                    tables.add(table);
                }
            }
        }
        assertThat(tables).as("seed %s", seed).hasSize(wanted);
        List<Definition> definitions = definitions(database.jdbcUrl());
        rebuilt(definitions, seed);
        judged(topology(tables), definitions, seed);
    }

    /** Not every mixture is a table. */
    private static boolean isTaken(Statement statement, String definition) {
        try {
            statement.execute(definition);
            return true;
        } catch (SQLException refused) {
            return false;
        }
    }

    private static List<Definition> definitions(String url) throws SQLException {
        try (ExistingDatabase existing = ExistingDatabase.open(url, "")) {
            return existing.definitions();
        }
    }

    private void rebuilt(List<Definition> definitions, long seed) throws SQLException {
        try (Connection connection = SharedMySql.get().server().connect(copy.name());
                Statement statement = connection.createStatement()) {
            statement.execute("SET sql_mode = '', foreign_key_checks = 0");
            for (Definition definition : definitions) {
                statement.execute(definition.sql());
            }
        }
        Map<String, Set<String>> again = shown(copy.name());
        shown(database.name())
                .forEach((table, lines) -> assertThat(again.get(table))
                        .as("seed %s, table %s", seed, table)
                        .isEqualTo(lines));
    }

    /** The lines of each table, in any order: keys may change places. */
    private static Map<String, Set<String>> shown(String database) throws SQLException {
        Map<String, Set<String>> tables = new LinkedHashMap<>();
        whole(database).forEach((table, text) -> tables.put(table, lines(text)));
        return tables;
    }

    private static Set<String> lines(String text) {
        // The server remembers whether a character set was written out, which makes no difference.
        return text.replaceAll(" AUTO_INCREMENT=[0-9]+", "")
                .replaceAll(" CHARACTER SET [a-z0-9]+ COLLATE", " COLLATE")
                .lines()
                .map(line -> line.endsWith(",") ? line.substring(0, line.length() - 1) : line)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Map<String, String> whole(String database) throws SQLException {
        Map<String, String> texts = new LinkedHashMap<>();
        try (Connection connection = SharedMySql.get().server().connect(database);
                Statement names = connection.createStatement();
                Statement show = connection.createStatement();
                ResultSet found = names.executeQuery("SHOW TABLES")) {
            while (found.next()) {
                String name = found.getString(1);
                try (ResultSet row = show.executeQuery("SHOW CREATE TABLE `" + name.replace("`", "``") + "`")) {
                    row.next();
                    texts.put(name, row.getString(2));
                }
            }
        }
        return texts;
    }

    private static Topology topology(List<RandomTable> tables) {
        String yaml = """
                cluster: random
                dialect: mysql
                nodes:
                  k: {url: "mysql://k/shop"}
                  a: {url: "mysql://a/shop"}
                  b: {url: "mysql://b/shop"}
                catalog: {nodes: [k]}
                keyspaces:
                  main:
                    shards: {s0: {nodes: [a]}, s1: {nodes: [b]}}
                    tables:
                """;
        String lines = tables.stream().map(RandomTable::layout).collect(Collectors.joining("\n"));
        return TopologyYaml.parse(yaml + lines.indent(6), "random", name -> Optional.empty(), path -> {
            throw new IOException("no files");
        });
    }

    private void judged(Topology topology, List<Definition> definitions, long seed) throws SQLException {
        MySqlSession session = session(database.jdbcUrl());
        Map<String, String> tableOf = new LinkedHashMap<>();
        definitions.forEach(definition -> tableOf.put(definition.subject(), definition.table()));
        Set<String> reported = new SchemaJudge(topology, session, definitions)
                .judge(definitions).stream()
                        .map(finding -> tableOf.get(finding.subject()))
                        .collect(Collectors.toCollection(TreeSet::new));
        RoutingContext context =
                DefinedSchema.context(topology, DefinedSchema.of(Dialect.MYSQL, "shop", definitions), "shop", session);
        Map<String, String> refused = new LinkedHashMap<>();
        whole(database.name())
                .forEach((table, text) -> refusal(context, text).ifPresent(why -> refused.put(table, why)));
        assertThat(new TreeSet<>(refused.keySet()))
                .as("seed %s: %s", seed, refused)
                .isEqualTo(reported);
    }

    private static Optional<String> refusal(RoutingContext context, String text) {
        try {
            DefinedSchema.router().prepare(text, context);
            return Optional.empty();
        } catch (ShardException refused) {
            return Optional.of(refused.description());
        }
    }

    private static MySqlSession session(String url) throws SQLException {
        try (ExistingDatabase existing = ExistingDatabase.open(url, "")) {
            return existing.mySql();
        }
    }
}
