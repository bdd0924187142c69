package io.kintsugi.examples.frameworks;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.kintsugi.examples.frameworks.flyway.FlywayShop;
import io.kintsugi.examples.frameworks.hibernate.HibernateShop;
import io.kintsugi.examples.frameworks.jdbi.JdbiShop;
import io.kintsugi.examples.frameworks.jooq.JooqShop;
import io.kintsugi.examples.frameworks.liquibase.LiquibaseShop;
import io.kintsugi.examples.frameworks.mybatis.MyBatisShop;
import io.kintsugi.testkit.engine.MySqlPresence;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each program runs with the native driver on one server and with ours on two shards, and must see no difference. */
class ProgramsIT {
    private static final Pattern PURCHASE_ID = Pattern.compile("purchase_id=(\\d+)");

    @TempDir
    private Path folder;

    /** The programs that are quick, or meet a server in ways the others do not. */
    static List<Run> everydayRuns() {
        List<Run> runs = new ArrayList<>(on(
                Servers.POSTGRESQL,
                new HibernateShop(),
                new MyBatisShop(),
                new JooqShop(),
                new JdbiShop(),
                new FlywayShop(),
                new LiquibaseShop()));
        if (MySqlPresence.isFor(ProgramsIT.class)) {
            runs.addAll(on(Servers.MYSQL, new HibernateShop(), new FlywayShop()));
        }
        return runs;
    }

    static List<Run> furtherRuns() {
        return MySqlPresence.isFor(ProgramsIT.class)
                ? on(Servers.MYSQL, new MyBatisShop(), new JooqShop(), new JdbiShop(), new LiquibaseShop())
                : List.of();
    }

    private static List<Run> on(Servers servers, Program... programs) {
        return Stream.of(programs).map(program -> new Run(program, servers)).toList();
    }

    record Run(Program program, Servers servers) {
        @Override
        public String toString() {
            return program.name() + " on " + servers;
        }
    }

    private record Seen(List<String> journal, List<String> rows) {}

    @ParameterizedTest(name = "{0}")
    @MethodSource("everydayRuns")
    void program_onTwoShards_seesWhatItSeesOnOneServer(Run run) throws Exception {
        assertNoDifference(run);
    }

    @Tag("proof")
    @ParameterizedTest(name = "{0}", allowZeroInvocations = true)
    @MethodSource("furtherRuns")
    void furtherProgram_onTwoShards_seesWhatItSeesOnOneServer(Run run) throws Exception {
        assertNoDifference(run);
    }

    private void assertNoDifference(Run run) throws Exception {
        Seen expected = run(run.program(), run.servers().plainUrl());
        TwoShards shards = run.servers().twoShards(folder);
        Seen found = run(run.program(), shards.url());
        assertThat(found.journal()).isEqualTo(expected.journal()).isNotEmpty();
        assertThat(found.rows()).isEqualTo(expected.rows()).isNotEmpty();
        assertThat(shards.rowsOn(0, "customer")).isPositive();
        assertThat(shards.rowsOn(1, "customer")).isPositive();
        assertThat(shards.rowsOn(0, "product")).isEqualTo(shards.rowsOn(1, "product"));
    }

    private static Seen run(Program program, String url) throws Exception {
        Database database = new Database(url);
        try (HikariDataSource pool = database.pool()) {
            if (!program.createsSchema()) {
                ShopSchema.create(pool, database.dialect());
            }
            Journal journal = new Journal();
            program.run(database, journal);
            return new Seen(journal.lines(), rows(pool));
        }
    }

    /** Everything that is in the shop's tables in the end; of generated purchase ids their order. */
    private static List<String> rows(HikariDataSource pool) throws SQLException {
        List<String> all = new ArrayList<>();
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            for (String table : ShopSchema.TABLES) {
                try (ResultSet rows = statement.executeQuery("SELECT * FROM " + table)) {
                    all.addAll(lines(table, rows));
                }
            }
        }
        return ranked(all);
    }

    private static List<String> ranked(List<String> lines) {
        TreeSet<Long> ids = new TreeSet<>();
        lines.forEach(line -> PURCHASE_ID.matcher(line).results().forEach(id -> ids.add(Long.valueOf(id.group(1)))));
        return lines.stream()
                .map(line -> PURCHASE_ID
                        .matcher(line)
                        .replaceAll(id -> "purchase "
                                + ids.headSet(Long.valueOf(id.group(1))).size()))
                .sorted()
                .toList();
    }

    private static List<String> lines(String table, ResultSet rows) throws SQLException {
        List<String> lines = new ArrayList<>();
        while (rows.next()) {
            StringBuilder line = new StringBuilder(table);
            for (int column = 1; column <= rows.getMetaData().getColumnCount(); column++) {
                line.append(' ')
                        .append(rows.getMetaData().getColumnName(column))
                        .append('=')
                        .append(rows.getString(column));
            }
            lines.add(line.toString());
        }
        return lines.stream().sorted().toList();
    }
}
