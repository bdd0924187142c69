package io.kintsugi.cli.existing;

import io.kintsugi.errors.ShardException;
import io.kintsugi.router.schema.BuiltInFunctions;
import io.kintsugi.router.schema.DdlSchema;
import io.kintsugi.topology.Dialect;
import java.util.List;

/** The logical schema that the definitions of an existing database describe. Stateless. */
public final class DefinedSchema {
    private DefinedSchema() {}

    /**
     * A definition that is not understood is left out here; planning it tells why.
     *
     * @param schemaName the default schema, or the database in MySQL
     */
    public static DdlSchema of(Dialect dialect, String schemaName, List<Definition> definitions) {
        List<String> understood = definitions.stream()
                .map(Definition::sql)
                .filter(sql -> isUnderstood(dialect, schemaName, sql))
                .toList();
        return schema(dialect, schemaName, understood);
    }

    private static boolean isUnderstood(Dialect dialect, String schemaName, String sql) {
        try {
            return schema(dialect, schemaName, List.of(sql)).version() > 0;
        } catch (ShardException notUnderstood) {
            return false;
        }
    }

    private static DdlSchema schema(Dialect dialect, String schemaName, List<String> statements) {
        BuiltInFunctions builtIn = BuiltInFunctions.of(dialect);
        return switch (dialect) {
            case POSTGRESQL -> DdlSchema.ofStatements(statements, builtIn);
            case MYSQL -> DdlSchema.mySqlStatements(statements, schemaName, builtIn);
        };
    }
}
