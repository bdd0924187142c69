package io.kintsugi.cli.existing;

import io.kintsugi.errors.ShardException;
import io.kintsugi.router.MySqlSession;
import io.kintsugi.router.RoutingContext;
import io.kintsugi.router.facade.RouterConfig;
import io.kintsugi.router.facade.SqlRouter;
import io.kintsugi.router.lexer.ParameterStyle;
import io.kintsugi.router.schema.BuiltInFunctions;
import io.kintsugi.router.schema.DdlSchema;
import io.kintsugi.router.schema.LogicalSchema;
import io.kintsugi.topology.Dialect;
import io.kintsugi.topology.Topology;
import java.util.List;
import java.util.Optional;

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

    /** Plans definitions as the server prints them: in PostgreSQL a question mark there is an operator. */
    public static SqlRouter router() {
        RouterConfig defaults = RouterConfig.defaults();
        return new SqlRouter(new RouterConfig(
                defaults.planCacheWeightMax(),
                defaults.planCacheSessionsMax(),
                defaults.statementCharactersMax(),
                ParameterStyle.NUMBERED));
    }

    /**
     * What definitions are planned with.
     *
     * @param mySql the server's settings; definitions are printed without any mode of text
     */
    public static RoutingContext context(
            Topology topology, LogicalSchema schema, String schemaName, MySqlSession mySql) {
        MySqlSession printing =
                new MySqlSession("", mySql.serverVersion(), mySql.lowerCaseTableNames(), mySql.connectionCollation());
        return new RoutingContext(topology, schema, List.of(schemaName), "UTC", Optional.empty(), List.of(), printing);
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
