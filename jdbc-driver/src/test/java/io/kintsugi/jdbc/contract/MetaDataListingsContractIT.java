package io.kintsugi.jdbc.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Listings of what is in the database. */
final class MetaDataListingsContractIT extends JdbcContract {
    private static final int CONNECTIONS = 20;

    private interface Listing {
        ResultSet of(DatabaseMetaData metaData) throws Exception;
    }

    private @Nullable String catalog() throws Exception {
        return texts.listedCatalog(connection);
    }

    private @Nullable String schema() {
        return texts.listedSchema();
    }

    private void list(Listing listing) throws Exception {
        DatabaseMetaData metaData = connection.getMetaData();
        attempt(() -> {
            try (ResultSet rows = listing.of(metaData)) {
                columns(rows);
                rows(rows);
            }
        });
    }

    private static void columns(ResultSet rows) throws Exception {
        for (int column = 1; column <= rows.getMetaData().getColumnCount(); column++) {
            rows.getMetaData().getColumnLabel(column);
            rows.getMetaData().getColumnType(column);
        }
    }

    @Test
    void schemasAndCatalogs_areTheApplications() throws Exception {
        list(DatabaseMetaData::getSchemas);
        list(metaData -> metaData.getSchemas(catalog(), "p%"));
        list(metaData -> metaData.getSchemas(connection.getCatalog(), null));
        list(DatabaseMetaData::getTableTypes);
        list(DatabaseMetaData::getClientInfoProperties);
        recorder.pause();
        try (ResultSet catalogs = connection.getMetaData().getCatalogs()) {
            assertThat(rows(catalogs)).isNotEmpty();
        }
    }

    @Test
    void tables_areTheApplications() throws Exception {
        list(metaData -> metaData.getTables(catalog(), schema(), "%", null));
        list(metaData -> metaData.getTables(catalog(), null, "%", new String[] {"TABLE"}));
        list(metaData -> metaData.getTables(catalog(), null, "%", new String[] {"TABLE", "VIEW", "INDEX", "SEQUENCE"}));
        list(metaData -> metaData.getTables(connection.getCatalog(), schema(), "user_", null));
        list(metaData -> metaData.getTables(catalog(), null, "nothing", null));
        list(metaData -> metaData.getTablePrivileges(catalog(), schema(), "users"));
        list(metaData -> metaData.getColumnPrivileges(catalog(), schema(), "users", "%"));
    }

    @Test
    void columns_areTheApplications() throws Exception {
        for (String table : new String[] {"users", "orders", "kinds", "country", "notes"}) {
            list(metaData -> metaData.getColumns(catalog(), schema(), table, "%"));
        }
        list(metaData -> metaData.getColumns(catalog(), null, "users", "user_id"));
        list(metaData -> metaData.getBestRowIdentifier(catalog(), schema(), "users", 1, true));
        list(metaData -> metaData.getVersionColumns(catalog(), schema(), "users"));
        list(metaData -> metaData.getPseudoColumns(catalog(), schema(), "users", "%"));
    }

    @Test
    void keysAndIndexes_areTheApplications() throws Exception {
        for (String table : new String[] {"users", "orders", "notes", "country"}) {
            list(metaData -> metaData.getPrimaryKeys(catalog(), schema(), table));
            list(metaData -> metaData.getImportedKeys(catalog(), schema(), table));
            list(metaData -> metaData.getExportedKeys(catalog(), schema(), table));
            list(metaData -> metaData.getIndexInfo(catalog(), schema(), table, false, true));
            list(metaData -> metaData.getIndexInfo(catalog(), schema(), table, true, false));
        }
        list(metaData -> metaData.getCrossReference(catalog(), schema(), "users", catalog(), schema(), "orders"));
    }

    @Test
    void typesAndRoutines_areTheServers() throws Exception {
        list(metaData -> metaData.getUDTs(catalog(), schema(), "%", null));
        list(metaData -> metaData.getSuperTypes(catalog(), schema(), "%"));
        list(metaData -> metaData.getSuperTables(catalog(), schema(), "%"));
        list(metaData -> metaData.getAttributes(catalog(), schema(), "%", "%"));
        list(metaData -> metaData.getFunctions(catalog(), schema(), "%"));
        list(metaData -> metaData.getFunctionColumns(catalog(), schema(), "%", "%"));
        list(metaData -> metaData.getProcedures(catalog(), schema(), "%"));
        list(metaData -> metaData.getProcedureColumns(catalog(), schema(), "%", "%"));
        list(metaData -> metaData.getFunctions(catalog(), "pg_catalog", "lower"));
        recorder.pause();
        try (ResultSet types = connection.getMetaData().getTypeInfo()) {
            assertThat(rows(types)).isNotEmpty().noneMatch(row -> row.contains("kintsugi"));
        }
    }

    @Test
    void ownSchema_isNowhereSeen() throws Exception {
        recorder.pause();
        DatabaseMetaData metaData = connection.getMetaData();
        for (Listing listing : new Listing[] {
            DatabaseMetaData::getSchemas,
            all -> all.getSchemas(catalog(), "%"),
            all -> all.getTables(catalog(), null, "%", null),
            all -> all.getTables(catalog(), "kintsugi", "%", null),
            all -> all.getColumns(catalog(), null, "%", "%"),
            all -> all.getFunctions(catalog(), null, "%"),
            all -> all.getTablePrivileges(catalog(), null, "%"),
            all -> all.getPrimaryKeys(catalog(), null, "guard"),
            all -> all.getIndexInfo(catalog(), null, "guard", false, true)
        }) {
            try (ResultSet rows = listing.of(metaData)) {
                assertThat(rows(rows)).noneMatch(row -> row.contains("kintsugi"));
            }
        }
    }

    @Test
    void listings_canBeScrolled() throws Exception {
        try (ResultSet rows = connection.getMetaData().getTables(catalog(), null, "%", new String[] {"TABLE"})) {
            rows.getType();
            assertThat(rows.isBeforeFirst()).isTrue();
            assertThat(rows.last()).isTrue();
            assertThat(rows.getRow()).isEqualTo(5);
            rows.getString("TABLE_NAME");
            assertThat(rows.isLast()).isTrue();
            assertThat(rows.previous()).isTrue();
            rows.getString("TABLE_NAME");
            assertThat(rows.absolute(-2)).isTrue();
            rows.getString("TABLE_NAME");
            assertThat(rows.relative(-2)).isTrue();
            rows.getString("TABLE_NAME");
            assertThat(rows.first()).isTrue();
            rows.getString("TABLE_NAME");
            assertThat(rows.isFirst()).isTrue();
            assertThat(rows.absolute(6)).isFalse();
            assertThat(rows.isAfterLast()).isTrue();
            rows.beforeFirst();
            assertThat(rows(rows)).hasSize(5);
        }
    }

    @Test
    void unclosedListings_doNotExhaustTheCatalog() throws Exception {
        recorder.pause();
        for (int turn = 0; turn < 50; turn++) {
            assertThat(connection
                            .getMetaData()
                            .getTables(catalog(), null, "users", null)
                            .next())
                    .isTrue();
        }
    }

    /** Of more connections than there are to the catalog. */
    @Test
    void unclosedListingsOfManyConnections_leaveTheCatalogToOthers() throws Exception {
        recorder.pause();
        List<Connection> all = new ArrayList<>();
        try {
            for (int count = 0; count < CONNECTIONS; count++) {
                Connection one = contestant.connect();
                all.add(one);
                ResultSet tables = one.getMetaData().getTables(one.getCatalog(), null, "users", null);
                assertThat(tables.next()).isTrue();
                Statement update = one.createStatement();
                asNative(
                        () -> assertThat(update.getGeneratedKeys().next()).isFalse(),
                        () -> assertFails(update::getGeneratedKeys));
                assertThat(tables.getString("TABLE_NAME")).isEqualTo("users");
            }
        } finally {
            for (Connection one : all) {
                one.close();
            }
        }
    }
}
