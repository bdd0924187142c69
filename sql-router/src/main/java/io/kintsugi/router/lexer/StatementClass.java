package io.kintsugi.router.lexer;

/** What the leading words of a statement say it is. */
public enum StatementClass {
    /** SELECT, VALUES, TABLE, WITH … SELECT, also in parentheses. */
    SELECT,
    /** INSERT, in MySQL also REPLACE. */
    INSERT,
    UPDATE,
    DELETE,
    MERGE,
    /** WITH … INSERT, UPDATE, DELETE or MERGE. */
    WITH_DML,
    BEGIN,
    COMMIT,
    ROLLBACK,
    SAVEPOINT,
    RELEASE,
    ROLLBACK_TO,
    PREPARE_TRANSACTION,
    COMMIT_PREPARED,
    ROLLBACK_PREPARED,
    SET,
    SHOW,
    RESET,
    DISCARD,
    EXPLAIN,
    /** EXPLAIN (ROUTE …): answered by us. */
    EXPLAIN_ROUTE,
    CREATE_TABLE,
    CREATE_INDEX,
    CREATE_VIEW,
    CREATE_SEQUENCE,
    CREATE_TYPE,
    CREATE_FUNCTION,
    CREATE_SCHEMA,
    CREATE_EXTENSION,
    /** CREATE of anything else. */
    CREATE_OTHER,
    ALTER_TABLE,
    /** ALTER of anything else. */
    ALTER_OTHER,
    DROP_TABLE,
    DROP_INDEX,
    DROP_VIEW,
    DROP_SEQUENCE,
    DROP_TYPE,
    DROP_FUNCTION,
    DROP_SCHEMA,
    DROP_EXTENSION,
    DROP_OTHER,
    TRUNCATE,
    /** RENAME of MySQL. */
    RENAME,
    COMMENT,
    GRANT,
    REVOKE,
    COPY,
    LOCK,
    CALL,
    DO,
    LISTEN,
    NOTIFY,
    UNLISTEN,
    PREPARE,
    EXECUTE,
    DEALLOCATE,
    DECLARE,
    FETCH,
    MOVE,
    CLOSE,
    VACUUM,
    ANALYZE,
    /** REINDEX, CLUSTER, CHECKPOINT, REFRESH and other upkeep. */
    MAINTENANCE,
    /** USE of MySQL. */
    USE,
    /** DESCRIBE or EXPLAIN of a table in MySQL. */
    DESCRIBE,
    /** UNLOCK TABLES of MySQL. */
    UNLOCK,
    HANDLER,
    /** LOAD DATA and LOAD XML of MySQL. */
    LOAD_DATA,
    KILL,
    /** XA transactions of MySQL. */
    XA,
    /** FLUSH, RESET, INSTALL, replication and other affairs of a server of MySQL. */
    ADMINISTRATION,
    /** No token at all. */
    EMPTY,
    OTHER;

    /** True for definitions: CREATE, ALTER, DROP, TRUNCATE, RENAME, COMMENT, GRANT and REVOKE. */
    public boolean isDefinition() {
        return compareTo(CREATE_TABLE) >= 0 && compareTo(REVOKE) <= 0;
    }

    /** True for what {@code StatementParser} reads. */
    public boolean isQueryOrChange() {
        return compareTo(WITH_DML) <= 0;
    }
}
