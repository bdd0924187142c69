package io.kintsugi.jdbc.oracle;

import io.kintsugi.testkit.oracle.Dice;
import java.util.List;

/** PostgreSQL's. */
final class PostgresWorld implements DialectWorld {
    private final SharedServer server = new PostgresDatabases();
    private final Speech speech = new PostgresSpeech();

    @Override
    public Speech speech() {
        return speech;
    }

    @Override
    public SharedServer server() {
        return server;
    }

    @Override
    public List<String> definitions() {
        return OracleSchema.definitions();
    }

    @Override
    public List<String> rows(long seed) {
        return OracleSchema.rows(seed);
    }

    @Override
    public String setting(Dice dice) {
        return SessionTalk.setting(dice);
    }

    @Override
    public List<String> writes(Dice dice) {
        return SessionTalk.writes(dice);
    }
}
