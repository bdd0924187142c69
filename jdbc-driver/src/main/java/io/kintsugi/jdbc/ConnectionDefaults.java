package io.kintsugi.jdbc;

import java.sql.Blob;
import java.sql.CallableStatement;
import java.sql.Clob;
import java.sql.Connection;
import java.sql.NClob;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.ShardingKey;
import java.sql.Statement;
import java.sql.Struct;
import org.jspecify.annotations.Nullable;

/** The methods of a connection that are short forms of others, and those that no PostgreSQL driver has. */
abstract class ConnectionDefaults implements Connection {
    private static final String IN_STATEMENTS = "Give the sharding key in each statement, or SET kintsugi.shard.";

    abstract void requireOpen() throws SQLException;

    @Override
    public Statement createStatement() throws SQLException {
        return createStatement(ResultSet.TYPE_FORWARD_ONLY, ResultSet.CONCUR_READ_ONLY, getHoldability());
    }

    @Override
    public Statement createStatement(int resultSetType, int resultSetConcurrency) throws SQLException {
        return createStatement(resultSetType, resultSetConcurrency, getHoldability());
    }

    @Override
    public PreparedStatement prepareStatement(String sql) throws SQLException {
        return prepareStatement(sql, ResultSet.TYPE_FORWARD_ONLY, ResultSet.CONCUR_READ_ONLY, getHoldability());
    }

    @Override
    public PreparedStatement prepareStatement(String sql, int resultSetType, int resultSetConcurrency)
            throws SQLException {
        return prepareStatement(sql, resultSetType, resultSetConcurrency, getHoldability());
    }

    @Override
    public CallableStatement prepareCall(String sql) throws SQLException {
        return prepareCall(sql, ResultSet.TYPE_FORWARD_ONLY, ResultSet.CONCUR_READ_ONLY, getHoldability());
    }

    @Override
    public CallableStatement prepareCall(String sql, int resultSetType, int resultSetConcurrency) throws SQLException {
        return prepareCall(sql, resultSetType, resultSetConcurrency, getHoldability());
    }

    @Override
    public Clob createClob() throws SQLException {
        throw missing("createClob");
    }

    @Override
    public Blob createBlob() throws SQLException {
        throw missing("createBlob");
    }

    @Override
    public NClob createNClob() throws SQLException {
        throw missing("createNClob");
    }

    @Override
    public Struct createStruct(String typeName, Object[] attributes) throws SQLException {
        throw missing("createStruct");
    }

    private SQLException missing(String method) throws SQLException {
        requireOpen();
        return Errors.unsupported(method);
    }

    /** Without effect: a session keeps nothing from one request to the next but what the application sets. */
    @Override
    public void beginRequest() throws SQLException {
        requireOpen();
    }

    @Override
    public void endRequest() throws SQLException {
        requireOpen();
    }

    @Override
    public boolean setShardingKeyIfValid(ShardingKey shardingKey, @Nullable ShardingKey superShardingKey, int timeout)
            throws SQLException {
        throw noShardingKeys();
    }

    @Override
    public boolean setShardingKeyIfValid(ShardingKey shardingKey, int timeout) throws SQLException {
        throw noShardingKeys();
    }

    @Override
    public void setShardingKey(ShardingKey shardingKey, @Nullable ShardingKey superShardingKey) throws SQLException {
        throw noShardingKeys();
    }

    @Override
    public void setShardingKey(ShardingKey shardingKey) throws SQLException {
        throw noShardingKeys();
    }

    private SQLException noShardingKeys() throws SQLException {
        requireOpen();
        return Errors.unsupported("Sharding keys are not set on connections.", IN_STATEMENTS);
    }
}
