package io.kintsugi.jdbc.contract;

import io.kintsugi.embedded.SharedPostgres;
import io.kintsugi.jdbc.Cluster;
import io.kintsugi.jdbc.KintsugiDataSource;
import io.kintsugi.testkit.engine.MySqlPresence;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.postgresql.ds.PGSimpleDataSource;

/** Everybody that the contract runs on, the native driver of a dialect always before ours. */
final class Contestants {
    private static final String TABLES = """
            main:
              shards: {s0: {nodes: [s0]}, s1: {nodes: [s1]}}
              tables:
                users: {key: user_id}
                orders: {key: user_id}
                notes: {key: user_id, generate: {note_id: sequence}}
                kinds: {key: id}
                country: {reference: true}
              functions: {noisy: {key: 1}, twice: {key: 1}, orders_of: {key: 1}, rename_user: {key: 1}, age_user: {key: 1}}
            """;

    private Contestants() {}

    static Stream<Contestant> all() {
        return Holder.ALL.stream();
    }

    /** Made once: the databases of a contestant serve every class of the contract, which empties their tables. */
    private static final class Holder {
        private static final List<Contestant> ALL = everybody();
    }

    private static List<Contestant> everybody() {
        List<Contestant> all = new ArrayList<>(postgreSql());
        if (MySqlPresence.isFor(JdbcContract.class)) {
            all.addAll(MySqlContestants.both());
        }
        return List.copyOf(all);
    }

    /** The native driver and ours on one dialect. */
    record Pair(Contestant plain, Contestant ours) {}

    static List<Pair> pairs() {
        List<Contestant> all = Holder.ALL;
        List<Pair> pairs = new ArrayList<>();
        for (int first = 0; first < all.size(); first += 2) {
            pairs.add(new Pair(all.get(first), all.get(first + 1)));
        }
        return pairs;
    }

    private static List<Contestant> postgreSql() {
        try {
            PostgreSqlTexts texts = new PostgreSqlTexts();
            return List.of(plainPostgreSql(texts), shardedPostgreSql(texts));
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private static Contestant plainPostgreSql(Texts texts) throws SQLException {
        SharedPostgres.Database database = SharedPostgres.get().newDatabase();
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(database.jdbcUrl());
        return defined(
                new Contestant("postgresql", "native PostgreSQL", texts, source, List.of(database.name()), false));
    }

    private static Contestant shardedPostgreSql(Texts texts) throws SQLException {
        Cluster cluster = Cluster.create(TABLES);
        KintsugiDataSource source = new KintsugiDataSource(cluster.url());
        source.setUser("postgres");
        return defined(
                new Contestant("postgresql", "Kintsugi on 2 x PostgreSQL", texts, source, cluster.databases(), true));
    }

    static Contestant defined(Contestant contestant) throws SQLException {
        try (Connection connection = contestant.connect();
                Statement statement = connection.createStatement()) {
            for (String definition : contestant.texts().schema()) {
                statement.execute(definition);
            }
        }
        return contestant;
    }
}
