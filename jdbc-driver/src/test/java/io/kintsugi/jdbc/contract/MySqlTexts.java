package io.kintsugi.jdbc.contract;

import com.mysql.cj.jdbc.JdbcConnection;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** The contract in MySQL's dialect. */
final class MySqlTexts implements Texts {
    private static final String NUMBERS_ONLY = "MySQL gives the numbers of AUTO_INCREMENT columns only";
    private static final String NO_ARRAYS = "MySQL has no arrays";

    private static final Map<String, String> LEFT_OUT = Map.ofEntries(
            Map.entry("ArrayContractIT.arrays_areWrittenAndRead", NO_ARRAYS),
            Map.entry("ArrayContractIT.ownArray_canBeRead", NO_ARRAYS),
            Map.entry("ArrayContractIT.objects_thatAreArrays_areSet", NO_ARRAYS),
            Map.entry("ArrayContractIT.arrays_areConditions", NO_ARRAYS),
            Map.entry("GeneratedKeysContractIT.flag_namesAndPositions_giveTheKeys", NUMBERS_ONLY),
            Map.entry("GeneratedKeysContractIT.keys_areReadByEveryGetter", NUMBERS_ONLY),
            Map.entry("GeneratedKeysContractIT.batchOfMultiRowInserts_givesEveryKey", NUMBERS_ONLY),
            Map.entry("GeneratedKeysContractIT.keys_areGoneAfterTheNextStatement", NUMBERS_ONLY),
            Map.entry("CallableContractIT.functionWithoutOutParameters_isAQuery", "MySQL calls procedures only"),
            Map.entry("GeneratedKeysContractIT.positions_areOfTheTable", NUMBERS_ONLY),
            Map.entry("GeneratedKeysContractIT.returning_isAResult", "MySQL has no RETURNING"),
            Map.entry("PreparedStatementContractIT.operatorsOfQuestionMarks_areDoubled", "MySQL has no such operators"),
            Map.entry(
                    "SessionLockContractIT.transactionLock_endsWithTheTransaction",
                    "MySQL has no locks of a transaction"));

    @Override
    public List<String> schema() {
        return List.of(
                "CREATE TABLE users (user_id bigint PRIMARY KEY, name varchar(50) NOT NULL, age integer DEFAULT 7,"
                        + " note text)",
                "CREATE TABLE orders (user_id bigint, order_id bigint, total decimal(12,2),"
                        + " PRIMARY KEY (user_id, order_id),"
                        + " CONSTRAINT orders_owner FOREIGN KEY (user_id) REFERENCES users (user_id))",
                "CREATE INDEX orders_total ON orders (total)",
                "CREATE TABLE notes (note_id bigint NOT NULL AUTO_INCREMENT, user_id bigint, text text,"
                        + " PRIMARY KEY (user_id, note_id), KEY notes_id (note_id))",
                "CREATE TABLE country (code char(2) PRIMARY KEY, name varchar(50))",
                "CREATE TABLE kinds (id bigint PRIMARY KEY, b boolean, i1 tinyint, i2 smallint, i3 mediumint,"
                        + " i4 integer, i8 bigint, u4 integer unsigned, u8 bigint unsigned, f4 float, f8 double,"
                        + " n decimal(65,27), n2 decimal(12,2), t longtext, v varchar(20), c char(5), ba longblob,"
                        + " vb varbinary(20), fb binary(4), d date, tm time(6), ts datetime(6), tsz timestamp(6) NULL,"
                        + " y year, u char(36), j json, jb json, bt bit(3), bit1 bit(1), e enum('a', 'b'),"
                        + " st set('x', 'y'), x text, g point)",
                "CREATE FUNCTION twice(number bigint) RETURNS bigint DETERMINISTIC NO SQL RETURN 2 * number",
                "CREATE FUNCTION orders_of(owner bigint) RETURNS bigint READS SQL DATA"
                        + " RETURN (SELECT count(*) FROM orders WHERE user_id = owner)",
                "CREATE PROCEDURE rename_user(owner bigint, INOUT new_name text) MODIFIES SQL DATA"
                        + " BEGIN UPDATE users SET name = new_name WHERE user_id = owner;"
                        + " SET new_name = upper(new_name); END",
                "CREATE PROCEDURE age_user(owner bigint) MODIFIES SQL DATA"
                        + " UPDATE users SET age = 99 WHERE user_id = owner");
    }

    @Override
    public void prepare(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET time_zone = '+05:30'");
        }
    }

    @Override
    public Map<String, String> kinds() {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("id", "7");
        values.put("b", "true");
        values.put("i1", "-5");
        values.put("i2", "-12");
        values.put("i3", "-70000");
        values.put("i4", "123456");
        values.put("i8", "9007199254740993");
        values.put("u4", "4294967295");
        values.put("u8", "18446744073709551615");
        values.put("f4", "1.5");
        values.put("f8", "-2.25");
        values.put("n", "12345678901234567890.125");
        values.put("n2", "-17.50");
        values.put("t", "'42'");
        values.put("v", "'a ''b'' ü'");
        values.put("c", "'xy'");
        values.put("ba", "x'00ff10'");
        values.put("vb", "x'00ff'");
        values.put("fb", "'ab'");
        values.put("d", "'2024-02-29'");
        values.put("tm", "'13:14:15.123456'");
        values.put("ts", "'2024-02-29 23:59:59.999999'");
        values.put("tsz", "'2024-02-29 23:59:59.5'");
        values.put("y", "2024");
        values.put("u", "'6f9619ff-8b86-d011-b42d-00c04fc964ff'");
        values.put("j", "'{\"a\": 1}'");
        values.put("jb", "'{\"b\": [1, 2]}'");
        values.put("bt", "b'101'");
        values.put("bit1", "b'1'");
        values.put("e", "'b'");
        values.put("st", "'x,y'");
        values.put("x", "'<a>1</a>'");
        values.put("g", "ST_GeomFromText('POINT(1 2)')");
        return values;
    }

    @Override
    public String sleep(int seconds) {
        return "SELECT sleep(" + seconds + ")";
    }

    @Override
    public String sleepAt(long userId, int seconds) {
        return "SELECT sleep(" + seconds + ") FROM users WHERE user_id = " + userId;
    }

    @Override
    public String series(int rows) {
        return "WITH RECURSIVE s (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM s WHERE n < " + rows
                + ") SELECT n FROM s";
    }

    @Override
    public String warning() {
        return "SELECT 1 / 0";
    }

    @Override
    public String failingAt(long userId) {
        return "SELECT exp(age + 1000) FROM users WHERE user_id = " + userId;
    }

    @Override
    public String driverName() {
        return "MySQL Connector/J";
    }

    @Override
    public String productName() {
        return "MySQL";
    }

    @Override
    public Optional<String> reasonToLeaveOut(String area, String test) {
        return Optional.ofNullable(LEFT_OUT.getOrDefault(area, LEFT_OUT.get(area + "." + test)));
    }

    @Override
    public boolean isErrorFatal() {
        return false;
    }

    @Override
    public String duplicateState() {
        return "23000";
    }

    @Override
    public String failingState() {
        return "22001";
    }

    @Override
    public String sleepAtAll(int seconds) {
        return "SELECT sleep(" + seconds + ") FROM users";
    }

    @Override
    public String hex(String column) {
        return "hex(" + column + ")";
    }

    @Override
    public String quoted(String identifier) {
        return '`' + identifier + '`';
    }

    @Override
    public String casts() {
        return "SELECT cast(? AS signed) + 1, cast(? AS char), cast(? AS date)";
    }

    @Override
    public Class<?> nativeConnection() {
        return JdbcConnection.class;
    }

    @Override
    public String user() {
        return "root";
    }

    @Override
    public @Nullable String listedCatalog(Connection connection) throws SQLException {
        return connection.getCatalog();
    }

    @Override
    public @Nullable String listedSchema() {
        return null;
    }

    @Override
    public String noteKey() {
        return "GENERATED_KEY";
    }

    @Override
    public String tryLock(int lock) {
        return "SELECT get_lock('lock " + lock + "', 0)";
    }

    @Override
    public String unlock(int lock) {
        return "SELECT release_lock('lock " + lock + "')";
    }

    @Override
    public String unlockAll() {
        return "SELECT release_all_locks()";
    }

    @Override
    public String yes() {
        return "1";
    }

    @Override
    public String no() {
        return "0";
    }

    @Override
    public boolean isNativeStrict() {
        return false;
    }

    @Override
    public List<String> cancellable(int seconds) {
        return List.of(
                "SELECT sleep(" + seconds + ") FROM users IGNORE INDEX (PRIMARY) WHERE user_id = 3",
                sleepAtAll(seconds),
                "SELECT count(sleep(" + seconds + ")) FROM users");
    }

    @Override
    public Optional<String> otherSchema() {
        return Optional.empty();
    }

    @Override
    public boolean returnsColumns() {
        return false;
    }

    @Override
    public String ignoring(String insert) {
        return insert.replace("INSERT INTO", "INSERT IGNORE INTO");
    }

    @Override
    public OptionalInt streamingFetchSize() {
        return OptionalInt.of(Integer.MIN_VALUE);
    }

    @Override
    public boolean hasArrays() {
        return false;
    }

    @Override
    public String beginReadOnly() {
        return "START TRANSACTION READ ONLY";
    }

    @Override
    public String warningText() {
        return "Division by 0";
    }
}
