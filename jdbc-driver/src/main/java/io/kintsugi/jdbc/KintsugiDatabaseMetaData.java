package io.kintsugi.jdbc;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.RowIdLifetime;
import java.sql.SQLException;

/**
 * The catalog's metadata as its native driver gives it, names of product and driver included, because tools choose
 * their dialect by them; URL, user and connection are ours. Confined like its connection.
 */
final class KintsugiDatabaseMetaData extends MetaDataListings {
    private final KintsugiConnection connection;

    KintsugiDatabaseMetaData(KintsugiConnection connection) {
        this.connection = connection;
    }

    @Override
    <T> T fact(NativeFact<T> question) throws SQLException {
        return connection.onCatalog(catalog -> question.of(catalog.getMetaData()));
    }

    @Override
    ResultSet rows(NativeFact<ResultSet> listing) throws SQLException {
        return connection.catalogRows(catalog -> listing.of(catalog.getMetaData()));
    }

    @Override
    public Connection getConnection() throws SQLException {
        connection.requireOpen();
        return connection;
    }

    @Override
    public String getURL() throws SQLException {
        connection.requireOpen();
        return connection.settings().text();
    }

    @Override
    public String getUserName() throws SQLException {
        return fact(java.sql.DatabaseMetaData::getUserName);
    }

    @Override
    public int getDriverMajorVersion() {
        return connection.settings().dialect().driverMajorVersion();
    }

    @Override
    public int getDriverMinorVersion() {
        return connection.settings().dialect().driverMinorVersion();
    }

    @Override
    public boolean isReadOnly() throws SQLException {
        return connection.isReadOnly();
    }

    @Override
    public RowIdLifetime getRowIdLifetime() throws SQLException {
        connection.requireOpen();
        return RowIdLifetime.ROWID_UNSUPPORTED;
    }

    @Override
    public ResultSet getPseudoColumns(
            String catalog, String schemaPattern, String tableNamePattern, String columnNamePattern)
            throws SQLException {
        return Errors.ifSupported(
                "getPseudoColumns",
                () -> rows(metaData ->
                        metaData.getPseudoColumns(catalog, schemaPattern, tableNamePattern, columnNamePattern)));
    }

    @Override
    public ResultSet getSuperTypes(String catalog, String schemaPattern, String typeNamePattern) throws SQLException {
        return Errors.ifSupported(
                "getSuperTypes",
                () -> rows(metaData -> metaData.getSuperTypes(catalog, schemaPattern, typeNamePattern)));
    }

    @Override
    public ResultSet getSuperTables(String catalog, String schemaPattern, String tableNamePattern) throws SQLException {
        return Errors.ifSupported(
                "getSuperTables",
                () -> rows(metaData -> metaData.getSuperTables(catalog, schemaPattern, tableNamePattern)));
    }

    @Override
    public ResultSet getAttributes(
            String catalog, String schemaPattern, String typeNamePattern, String attributeNamePattern)
            throws SQLException {
        return Errors.ifSupported(
                "getAttributes",
                () -> rows(metaData ->
                        metaData.getAttributes(catalog, schemaPattern, typeNamePattern, attributeNamePattern)));
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        connection.requireOpen();
        if (type.isInstance(this)) {
            return type.cast(this);
        }
        throw Errors.wrongType(type, "Use the methods of java.sql.DatabaseMetaData.");
    }

    @Override
    public boolean isWrapperFor(Class<?> type) {
        return type.isInstance(this);
    }
}
