package io.kintsugi.router.facade;

import io.kintsugi.errors.ErrorCode;
import io.kintsugi.errors.ShardException;
import io.kintsugi.router.ParameterValues;
import io.kintsugi.router.PreparedRoute;
import io.kintsugi.router.lexer.LexedSql;
import io.kintsugi.router.lexer.TokenKind;
import io.kintsugi.router.plan.ExecutionPlan;
import io.kintsugi.router.plan.IdDemand;
import io.kintsugi.router.plan.RouteExplanation;
import io.kintsugi.router.plan.RouteExplanation.Tier;
import io.kintsugi.router.syntax.SettingCommand;
import io.kintsugi.router.syntax.SettingCommand.Scope;
import io.kintsugi.topology.Dialect;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * {@code SELECT set_config(name, value, is_local)} and nothing else in the statement: a SET in the form of a query,
 * which migration tools use because its value can be a parameter. Anywhere else set_config is refused.
 */
record SetConfigRoute(LexedSql sql, int nameOrdinal, int valueOrdinal, boolean local) implements PreparedRoute {
    private static final String FUNCTION = "SET_CONFIG";
    private static final RouteExplanation WHY =
            new RouteExplanation(Tier.SESSION, List.of("a setting of the session"), List.of());

    /** Empty for every other statement; looks at no more than the second token of those that are not like it. */
    static Optional<PreparedRoute> of(LexedSql sql) {
        if (sql.dialect() != Dialect.POSTGRESQL) {
            return Optional.empty();
        }
        int function = sql.isKeyword(1, "PG_CATALOG") && sql.isSymbol(2, ".") ? 3 : 1;
        if (!sql.isKeyword(function, FUNCTION) || !sql.isKeyword(0, "SELECT")) {
            return Optional.empty();
        }
        int name = function + 2;
        int value = function + 4;
        int local = function + 6;
        boolean known = sql.isSymbol(function + 1, "(")
                && sql.kind(name) == TokenKind.STRING
                && sql.isSymbol(name + 1, ",")
                && (sql.kind(value) == TokenKind.STRING || sql.kind(value) == TokenKind.PARAMETER)
                && sql.isSymbol(value + 1, ",")
                && (sql.isKeyword(local, "TRUE") || sql.isKeyword(local, "FALSE"))
                && sql.isSymbol(local + 1, ")")
                && isEnd(sql, local + 2);
        return known
                ? Optional.of(new SetConfigRoute(sql, name, value, sql.isKeyword(local, "TRUE")))
                : Optional.empty();
    }

    private static boolean isEnd(LexedSql sql, int ordinal) {
        return sql.kind(ordinal) == TokenKind.END
                || (sql.isSymbol(ordinal, ";") && sql.kind(ordinal + 1) == TokenKind.END);
    }

    @Override
    public String text() {
        return sql.sql();
    }

    @Override
    public int parameterCount() {
        return sql.parameterCount();
    }

    @Override
    public boolean writes() {
        return false;
    }

    @Override
    public List<IdDemand> idDemands() {
        return List.of();
    }

    @Override
    public ExecutionPlan bind(ParameterValues parameters, List<Long> ids) {
        String name = sql.unquote(nameOrdinal).toLowerCase(Locale.ROOT);
        String value = value(parameters);
        Scope scope = local ? Scope.LOCAL : Scope.SESSION;
        String text = "SELECT set_config(" + literal(name) + ", " + literal(value) + ", " + local + ")";
        return new ExecutionPlan.Session(new SettingCommand.SetConfig(scope, name, value), text, WHY);
    }

    private String value(ParameterValues parameters) {
        if (sql.kind(valueOrdinal) == TokenKind.STRING) {
            return sql.unquote(valueOrdinal);
        }
        Object given = parameters.value(sql.parameterNumber(valueOrdinal));
        if (given == null) {
            throw new ShardException(ErrorCode.INVALID_ARGUMENT, "set_config takes no NULL.")
                    .withRemedy("Use RESET to take a setting back.");
        }
        if (given instanceof String text) {
            return text;
        }
        throw new ShardException(ErrorCode.INVALID_ARGUMENT, "The value of set_config is a parameter that is no text.")
                .withRemedy("Pass it by setString.");
    }

    /** Readable whatever standard_conforming_strings says. */
    private static String literal(String value) {
        return (value.indexOf('\\') < 0 ? "'" : "E'")
                + value.replace("\\", "\\\\").replace("'", "''")
                + "'";
    }
}
