package io.kintsugi.jdbc.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Listings of what is in the database. */
final class MetaDataListingsContractIT extends JdbcContract {
    private static final int CONNECTIONS = 20;

    private interface Listing {
        ResultSet of(DatabaseMetaData metaData) throws Exception;
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
        list(metaData -> metaData.getSchemas(null, "p%"));
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
        list(metaData -> metaData.getTables(null, "public", "%", null));
        list(metaData -> metaData.getTables(null, null, "%", new String[] {"TABLE"}));
        list(metaData -> metaData.getTables(null, null, "%", new String[] {"TABLE", "VIEW", "INDEX", "SEQUENCE"}));
        list(metaData -> metaData.getTables(connection.getCatalog(), "public", "user_", null));
        list(metaData -> metaData.getTables(null, null, "nothing", null));
        list(metaData -> metaData.getTablePrivileges(null, "public", "users"));
        list(metaData -> metaData.getColumnPrivileges(null, "public", "users", "%"));
    }

    @Test
    void columns_areTheApplications() throws Exception {
        for (String table : new String[] {"users", "orders", "kinds", "country", "notes"}) {
            list(metaData -> metaData.getColumns(null, "public", table, "%"));
        }
        list(metaData -> metaData.getColumns(null, null, "users", "user_id"));
        list(metaData -> metaData.getBestRowIdentifier(null, "public", "users", 1, true));
        list(metaData -> metaData.getVersionColumns(null, "public", "users"));
        list(metaData -> metaData.getPseudoColumns(null, "public", "users", "%"));
    }

    @Test
    void keysAndIndexes_areTheApplications() throws Exception {
        for (String table : new String[] {"users", "orders", "notes", "country"}) {
            list(metaData -> metaData.getPrimaryKeys(null, "public", table));
            list(metaData -> metaData.getImportedKeys(null, "public", table));
            list(metaData -> metaData.getExportedKeys(null, "public", table));
            list(metaData -> metaData.getIndexInfo(null, "public", table, false, true));
            list(metaData -> metaData.getIndexInfo(null, "public", table, true, false));
        }
        list(metaData -> metaData.getCrossReference(null, "public", "users", null, "public", "orders"));
    }

    @Test
    void typesAndRoutines_areTheServers() throws Exception {
        list(metaData -> metaData.getUDTs(null, "public", "%", null));
        list(metaData -> metaData.getSuperTypes(null, "public", "%"));
        list(metaData -> metaData.getSuperTables(null, "public", "%"));
        list(metaData -> metaData.getAttributes(null, "public", "%", "%"));
        list(metaData -> metaData.getFunctions(null, "public", "%"));
        list(metaData -> metaData.getFunctionColumns(null, "public", "%", "%"));
        list(metaData -> metaData.getProcedures(null, "public", "%"));
        list(metaData -> metaData.getProcedureColumns(null, "public", "%", "%"));
        list(metaData -> metaData.getFunctions(null, "pg_catalog", "lower"));
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
            all -> all.getSchemas(null, "%"),
            all -> all.getTables(null, null, "%", null),
            all -> all.getTables(null, "kintsugi", "%", null),
            all -> all.getColumns(null, null, "%", "%"),
            all -> all.getFunctions(null, null, "%"),
            all -> all.getTablePrivileges(null, null, "%"),
            all -> all.getPrimaryKeys(null, null, "guard"),
            all -> all.getIndexInfo(null, null, "guard", false, true)
        }) {
            try (ResultSet rows = listing.of(metaData)) {
                assertThat(rows(rows)).noneMatch(row -> row.contains("kintsugi"));
            }
        }
    }

    @Test
    void listings_canBeScrolled() throws Exception {
        try (ResultSet rows = connection.getMetaData().getTables(null, null, "%", new String[] {"TABLE"})) {
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
                            .getTables(null, null, "users", null)
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
                ResultSet tables = one.getMetaData().getTables(null, null, "users", null);
                assertThat(tables.next()).isTrue();
                ResultSet keys = one.createStatement().getGeneratedKeys();
                assertThat(tables.getString("TABLE_NAME")).isEqualTo("users");
                assertThat(keys.next()).isFalse();
            }
        } finally {
            for (Connection one : all) {
                one.close();
            }
        }
    }
}
