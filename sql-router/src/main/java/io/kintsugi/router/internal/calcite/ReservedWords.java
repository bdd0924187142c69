package io.kintsugi.router.internal.calcite;

import java.util.Locale;
import java.util.Set;

/** The words PostgreSQL reserves: none of them is a name unless it is quoted or stands behind AS or a dot. */
final class ReservedWords {
    private static final Set<String> WORDS =
            Set.of(("ALL ANALYSE ANALYZE AND ANY ARRAY AS ASC ASYMMETRIC BOTH CASE CAST CHECK"
                            + " COLLATE COLUMN CONSTRAINT CREATE CURRENT_CATALOG CURRENT_DATE CURRENT_ROLE CURRENT_TIME CURRENT_TIMESTAMP"
                            + " CURRENT_USER DEFAULT DEFERRABLE DESC DISTINCT DO ELSE END EXCEPT FALSE FETCH FOR FOREIGN FROM GRANT GROUP"
                            + " HAVING IN INITIALLY INTERSECT INTO LATERAL LEADING LIMIT LOCALTIME LOCALTIMESTAMP NOT NULL OFFSET ON ONLY OR"
                            + " ORDER PLACING PRIMARY REFERENCES RETURNING SELECT SESSION_USER SOME SYMMETRIC SYSTEM_USER TABLE THEN TO"
                            + " TRAILING TRUE UNION UNIQUE USER USING VARIADIC WHEN WHERE WINDOW WITH"
                            // Reserved except as the name of a function or type.
                            + " CONCURRENTLY CROSS FREEZE FULL ILIKE INNER IS ISNULL JOIN LEFT LIKE NATURAL NOTNULL OUTER OVERLAPS"
                            + " RIGHT SIMILAR TABLESAMPLE VERBOSE")
                    .split(" "));
    private static final Set<String> NILADIC = Set.of(
            "CURRENT_CATALOG",
            "CURRENT_DATE",
            "CURRENT_ROLE",
            "CURRENT_TIME",
            "CURRENT_TIMESTAMP",
            "CURRENT_USER",
            "LOCALTIME",
            "LOCALTIMESTAMP",
            "SESSION_USER",
            "SYSTEM_USER",
            "USER",
            "CURRENT_SCHEMA");

    private ReservedWords() {}

    static boolean contains(String upperCase) {
        return WORDS.contains(upperCase);
    }

    /** True for functions that are called without parentheses. */
    static boolean isNiladic(String upperCase) {
        return NILADIC.contains(upperCase);
    }

    static String upper(String word) {
        return word.toUpperCase(Locale.ROOT);
    }
}
