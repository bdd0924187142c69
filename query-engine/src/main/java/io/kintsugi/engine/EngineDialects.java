package io.kintsugi.engine;

import io.kintsugi.engine.dialect.EngineDialect;
import io.kintsugi.engine.mysql.MySqlEngineDialect;
import io.kintsugi.engine.postgresql.PostgreSqlEngineDialect;
import io.kintsugi.errors.ErrorCode;
import io.kintsugi.errors.ShardException;
import io.kintsugi.topology.Dialect;

/** Finds the engine's side of a dialect. */
final class EngineDialects {
    private static final String MYSQL_DRIVER = "com.mysql.cj.jdbc.Driver";

    private EngineDialects() {}

    static EngineDialect of(Dialect dialect) {
        return switch (dialect) {
            case POSTGRESQL -> PostgreSqlEngineDialect.make();
            case MYSQL -> mySql();
        };
    }

    /** INVALID_URL where the native driver is not on the class path: it is the application's to add. */
    private static EngineDialect mySql() {
        try {
            Class.forName(MYSQL_DRIVER, false, EngineDialects.class.getClassLoader());
        } catch (ClassNotFoundException missing) {
            throw new ShardException(
                            ErrorCode.INVALID_URL,
                            "MySQL's own driver, Connector/J, is not on the class path.",
                            missing)
                    .withRemedy("Add com.mysql:mysql-connector-j, version 9.7 or later, to the application.");
        }
        return MySqlEngineDialect.make();
    }
}
