package io.kintsugi.router.schema;

import java.util.Map;
import java.util.Optional;

/** Types of MySQL with the collation that text has where a column names none. Immutable. */
record MySqlTypeReader(String defaultCollation) implements TypeReader {
    private static final Map<String, String> DEFAULTS = Map.of(
            "utf8mb4", "utf8mb4_0900_ai_ci",
            "utf8mb3", "utf8mb3_general_ci",
            "utf8", "utf8mb3_general_ci",
            "latin1", "latin1_swedish_ci",
            "ascii", "ascii_general_ci");

    /** The reader for a table with these options. */
    static MySqlTypeReader ofOptions(Map<String, String> options, String otherwise) {
        String collation = options.get("collate");
        String characterSet = options.get("character set");
        if (collation != null) {
            return new MySqlTypeReader(collation);
        }
        return new MySqlTypeReader(characterSet == null ? otherwise : ofCharacterSet(characterSet));
    }

    static String ofCharacterSet(String characterSet) {
        return DEFAULTS.getOrDefault(characterSet, characterSet);
    }

    @Override
    public ColumnType of(String written, Optional<String> characterSet, Optional<String> collation) {
        boolean national =
                written.startsWith("national") || written.startsWith("nchar") || written.startsWith("nvarchar");
        String byCharacterSet = characterSet
                .map(MySqlTypeReader::ofCharacterSet)
                .orElse(national ? "utf8mb3_general_ci" : defaultCollation);
        if (characterSet.filter("binary"::equals).isPresent()) {
            return MySqlTypes.of(bytes(written), Optional.empty());
        }
        return MySqlTypes.of(
                written,
                Optional.of(collation.map(name -> full(name, byCharacterSet)).orElse(byCharacterSet)));
    }

    /** The word BINARY behind a type asks for the binary collation of its character set. */
    private static String full(String collation, String byCharacterSet) {
        return collation.equals("_bin")
                ? byCharacterSet.substring(0, Math.max(0, byCharacterSet.indexOf('_'))) + "_bin"
                : collation;
    }

    /** Text of the character set binary is bytes. */
    private static String bytes(String written) {
        return written.replace("varchar", "varbinary").replace("text", "blob").replace("char", "binary");
    }

    @Override
    public Optional<String> pseudoDefault(String written, String table, String column) {
        return Optional.empty();
    }
}
