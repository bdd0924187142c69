package io.kintsugi.examples.frameworks;

import io.kintsugi.embedded.SharedMySql;
import io.kintsugi.embedded.SharedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;

/** The product whose servers a program runs on. */
enum Servers {
    POSTGRESQL("PostgreSQL") {
        @Override
        String plainUrl() {
            return SharedPostgres.get().newDatabase().jdbcUrl();
        }

        @Override
        TwoShards twoShards(Path folder) throws IOException, SQLException {
            return TwoShards.ofPostgreSql(folder);
        }
    },
    MYSQL("MySQL") {
        @Override
        String plainUrl() {
            return SharedMySql.get().newDatabase().jdbcUrl();
        }

        @Override
        TwoShards twoShards(Path folder) throws IOException, SQLException {
            return TwoShards.ofMySql(folder);
        }
    };

    private final String product;

    Servers(String product) {
        this.product = product;
    }

    /** A new database on one server, by its native driver. */
    abstract String plainUrl();

    /** A new cluster over two shards. */
    abstract TwoShards twoShards(Path folder) throws IOException, SQLException;

    @Override
    public String toString() {
        return product;
    }
}
