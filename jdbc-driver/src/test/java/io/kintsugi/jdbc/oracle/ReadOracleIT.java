package io.kintsugi.jdbc.oracle;

/** On PostgreSQL. */
class ReadOracleIT extends ReadOracleContract {
    ReadOracleIT() {
        super(new PostgresWorld());
    }

    @Override
    String report() {
        return "oracle";
    }
}
