package io.kintsugi.router;

import java.util.Objects;

/**
 * What the meaning of a statement of MySQL depends on beside the default database, which is the search path. Part of
 * the plan-cache key.
 *
 * @param sqlMode the session's {@code sql_mode} as the server shows it
 * @param serverVersion as a number, 80031 for 8.0.31: versioned comments are code from their version on
 * @param lowerCaseTableNames the server's {@code lower_case_table_names}: 0, 1 or 2; above 0 names of tables fold
 * @param connectionCollation the session's {@code collation_connection}
 */
public record MySqlSession(String sqlMode, int serverVersion, int lowerCaseTableNames, String connectionCollation) {
    /** The settings of a stock server, for explaining routes without one. */
    public static final MySqlSession STOCK = new MySqlSession(
            "ONLY_FULL_GROUP_BY,STRICT_TRANS_TABLES,NO_ZERO_IN_DATE,NO_ZERO_DATE,ERROR_FOR_DIVISION_BY_ZERO,"
                    + "NO_ENGINE_SUBSTITUTION",
            80_400,
            0,
            "utf8mb4_0900_ai_ci");

    public MySqlSession {
        Objects.requireNonNull(sqlMode, "sqlMode");
        Objects.requireNonNull(connectionCollation, "connectionCollation");
    }
}
