package io.kintsugi.jdbc.oracle;

import io.kintsugi.jdbc.oracle.ConvertedKeys.Conversion;
import io.kintsugi.testkit.engine.MySqlTest;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.sql.Types;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/** The same in MySQL: Connector/J converts too, and writes a float as its shortest decimal. */
@Tag("proof")
@MySqlTest
class MySqlConvertedKeysIT {
    private static final List<Conversion> CONVERSIONS = List.of(
            new Conversion("float", "numbers", "0.1", s -> s.setFloat(1, 0.1f)),
            new Conversion(
                    "scale 2", "numbers", "2.50", s -> s.setObject(1, new BigDecimal("2.504"), Types.DECIMAL, 2)),
            new Conversion(
                    "scale 1", "numbers", "7.7", s -> s.setObject(1, new BigDecimal("7.6543"), Types.DECIMAL, 1)),
            new Conversion("text of scale 2", "labels", "'2.50'", s -> s.setObject(1, "2.496", Types.DECIMAL, 2)),
            new Conversion("text of scale 1", "labels", "'7.7'", s -> s.setObject(1, "7.6543", Types.DECIMAL, 1)),
            new Conversion("truth as text", "labels", "'1'", s -> s.setObject(1, "true", Types.BOOLEAN)),
            new Conversion("REAL", "users", "16777216", s -> s.setObject(1, 16777217, Types.REAL)));

    @TestFactory
    List<DynamicTest> convertedKey_isFoundAgain_howeverItIsWritten() throws SQLException {
        ConvertedKeys keys = ConvertedKeys.create(new MySqlDatabases(), "varchar(40) COLLATE utf8mb4_0900_bin");
        return CONVERSIONS.stream()
                .map(one -> DynamicTest.dynamicTest(one.name(), () -> keys.insertAndFind(one)))
                .toList();
    }
}
