package io.kintsugi.jdbc.oracle;

import io.kintsugi.testkit.engine.MySqlTest;
import java.sql.SQLException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** As {@link SettersIT} on MySQL. */
@MySqlTest
class MySqlSettersIT {
    @Test
    void aKeyBySomeSetter_isTheKeyOfTheServer() throws SQLException {
        SettersIT.check(SetterMatrix.mySql(), SettersIT.sample());
    }

    @Test
    @Tag("proof")
    void aKeyByEverySetter_isTheKeyOfTheServer() throws SQLException {
        SettersIT.check(SetterMatrix.mySql(), SettersIT.all());
    }
}
