package io.kintsugi.router.schema;

import java.util.Optional;

/** Reads types as a dialect's DDL spells them. */
interface TypeReader {
    /**
     * The type as written.
     *
     * @param characterSet the CHARACTER SET of MySQL, lower case
     * @param collation the COLLATE clause
     */
    ColumnType of(String written, Optional<String> characterSet, Optional<String> collation);

    /** The default that a pseudo-type such as serial brings along; empty for any other type. */
    Optional<String> pseudoDefault(String written, String table, String column);
}
