package io.kintsugi.jdbc.oracle;

import io.kintsugi.jdbc.oracle.ConvertedKeys.Conversion;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.sql.Types;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/**
 * A key goes to the shard of the value that the server gets: the native driver converts what {@code setObject} is given
 * to the type it is given with.
 */
@Tag("proof")
class ConvertedKeysIT {
    private static final List<Conversion> CONVERSIONS = List.of(
            new Conversion("CHAR", "labels", "'ab'", s -> s.setObject(1, "ab  ", Types.CHAR)),
            new Conversion("text of scale 2", "labels", "'2.50'", s -> s.setObject(1, "2.496", Types.NUMERIC, 2)),
            new Conversion(
                    "scale 2", "numbers", "2.50", s -> s.setObject(1, new BigDecimal("2.504"), Types.NUMERIC, 2)),
            new Conversion(
                    "scale 1", "numbers", "7.7", s -> s.setObject(1, new BigDecimal("7.6543"), Types.NUMERIC, 1)),
            new Conversion("REAL", "users", "16777216", s -> s.setObject(1, 16777217, Types.REAL)));

    @TestFactory
    List<DynamicTest> convertedKey_isFoundAgain_howeverItIsWritten() throws SQLException {
        ConvertedKeys keys = ConvertedKeys.create(new PostgresDatabases(), "text COLLATE \"C\"");
        return CONVERSIONS.stream()
                .map(one -> DynamicTest.dynamicTest(one.name(), () -> keys.insertAndFind(one)))
                .toList();
    }
}
