package io.kintsugi.jdbc.oracle;

import io.kintsugi.jdbc.oracle.Setters.Setter;
import io.kintsugi.testkit.engine.MySqlTest;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** As {@link SettersIT} on MySQL. */
@MySqlTest
class MySqlSettersIT {
    @Test
    void aKeyBySomeSetter_isTheKeyOfTheServer() throws SQLException {
        SettersIT.check(SetterMatrix.mySql(), withStreams(SettersIT.sample()));
    }

    @Test
    @Tag("proof")
    void aKeyByEverySetter_isTheKeyOfTheServer() throws SQLException {
        SettersIT.check(SetterMatrix.mySql(), withStreams(SettersIT.all()));
    }

    private static List<Setter> withStreams(List<Setter> setters) {
        List<Setter> all = new ArrayList<>(setters);
        all.addAll(Setters.streamsOfMySql());
        return all;
    }
}
