package io.kintsugi.jdbc.oracle;

import io.kintsugi.testkit.engine.MySqlTest;

/** On MySQL. */
@MySqlTest
class MySqlReadOracleIT extends ReadOracleContract {
    MySqlReadOracleIT() {
        super(new MySqlWorld());
    }

    @Override
    String report() {
        return "oracle-mysql";
    }
}
