package io.kintsugi.benchmarks.tpch;

import io.kintsugi.benchmarks.paired.PeerJars;
import io.kintsugi.testkit.tpch.TpchTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;

/** ShardingSphere-JDBC over its two shards, with SQL federation switched on and everything that it can be told told. */
final class Peer {
    private static final int POOL = 40;

    private Peer() {}

    static DataSource create(PeerJars jars, Databases databases) throws IOException {
        Path file = Files.writeString(databases.folder().resolve("shardingsphere.yaml"), yaml(databases));
        return jars.create(file.toFile());
    }

    private static String yaml(Databases databases) {
        StringBuilder yaml = new StringBuilder("""
                mode: {type: Standalone, repository: {type: JDBC}}
                databaseName: tpch
                dataSources:
                """);
        for (int shard = 0; shard < Databases.SHARDS; shard++) {
            yaml.append("""
                      ds_%d:
                        dataSourceClassName: com.zaxxer.hikari.HikariDataSource
                        driverClassName: org.postgresql.Driver
                        jdbcUrl: %s
                        username: postgres
                        password: ""
                        maxPoolSize: %d
                        minPoolSize: 0
                    """.indent(0).formatted(shard, databases.peerUrl(shard), POOL));
        }
        return yaml.append("rules:\n- !SHARDING\n  tables:\n")
                .append(lines("""
                            %s:
                              actualDataNodes: ds_${0..1}.%1$s
                              databaseStrategy: {standard: {shardingColumn: %s, shardingAlgorithmName: of_%1$s}}
                        """))
                .append("  bindingTables: ['orders, lineitem', 'part, partsupp']\n  shardingAlgorithms:\n")
                .append(lines("""
                            of_%s:
                              type: INLINE
                              props:
                                algorithm-expression: 'ds_${%s %% 2}'
                                allow-range-query-with-inline-sharding: true
                        """))
                .append("- !BROADCAST\n  tables: [")
                .append(references())
                .append("]\n")
                .append("sqlFederation:\n  sqlFederationEnabled: true\n  allQueryUseSQLFederation: false\n")
                .append("  executionPlanCache: {initialCapacity: 2000, maximumSize: 65535}\n")
                .toString();
    }

    /** One text for each table that is sharded. */
    private static String lines(String form) {
        return Stream.of(TpchTable.values())
                .flatMap(table ->
                        Databases.LAYOUT
                                .key(table)
                                .map(key -> String.format(Locale.ROOT, form, table.sqlName(), key))
                                .stream())
                .collect(Collectors.joining());
    }

    private static String references() {
        return Stream.of(TpchTable.values())
                .filter(table -> Databases.LAYOUT.key(table).isEmpty())
                .map(TpchTable::sqlName)
                .collect(Collectors.joining(", "));
    }
}
