package io.kintsugi.engine;

import io.kintsugi.engine.api.Bindings;
import io.kintsugi.engine.api.ExecuteOptions;
import io.kintsugi.engine.api.RowCursor;
import io.kintsugi.engine.api.StatementResult;
import io.kintsugi.errors.ErrorCode;
import io.kintsugi.errors.ShardException;
import io.kintsugi.router.PreparedRoute;
import io.kintsugi.router.lexer.LexedSql;
import io.kintsugi.router.lexer.TokenKind;
import io.kintsugi.router.lexer.TokenSpan;
import io.kintsugi.router.plan.ExecutionPlan;
import io.kintsugi.router.plan.Prelude;
import io.kintsugi.router.syntax.MySqlCommand;
import io.kintsugi.router.syntax.Variable;
import io.kintsugi.router.syntax.VariableScope;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What SET of MySQL assigns: a constant, so that all servers get the same. Anything else is asked as a query, once, and
 * goes where such a query goes: locks to the place where locks are kept, a function of the user's to its shard, what
 * tells of a connection nowhere unless the session has one of its own. Confined to the session.
 */
final class MySqlSettingValues {
    private static final Set<String> CONSTANT_WORDS = Set.of("TRUE", "FALSE", "NULL");
    private static final Set<String> SUBQUERIES = Set.of("SELECT", "TABLE", "VALUES");
    private static final Set<String> OF_CONNECTION = Set.of("CONNECTION_ID", "PS_CURRENT_THREAD_ID");
    private static final Set<String> LOCKS = Set.of("GET_LOCK", "RELEASE_LOCK", "RELEASE_ALL_LOCKS");
    private static final Set<String> LAST_ID = Set.of("last_insert_id", "identity");

    private final SessionCore session;
    private final StatementRunner statements;

    MySqlSettingValues(SessionCore session, StatementRunner statements) {
        this.session = session;
        this.statements = statements;
    }

    String value(MySqlCommand.VariableSetting setting, LexedSql text) throws SQLException {
        TokenSpan span = setting.value();
        if (setting.isDefault() || isConstant(setting, text)) {
            return text.text(span.first(), span.end());
        }
        requireNoSubquery(setting, text);
        if (session.hasOneConnection()) {
            return asked(statements.prepare("SELECT " + text.text(span.first(), span.end())));
        }
        requireNotOfConnection(setting, text);
        PreparedRoute question = statements.prepare("SELECT " + expression(span, text));
        ExecutionPlan plan = statements.planned(question, Bindings.NONE).orElseThrow();
        boolean aside = !hasCall(span, text, LOCKS) && !(plan instanceof ExecutionPlan.SingleShard);
        return aside
                ? session.evaluated(question.text().substring("SELECT ".length()), prelude(plan))
                : asked(question);
    }

    /** A word alone is the name of a value to a system variable; to the application's own it may be a function. */
    private static boolean isConstant(MySqlCommand.VariableSetting setting, LexedSql text) {
        int first = setting.value().first();
        boolean function = setting.scope() == VariableScope.USER
                && text.kind(first) == TokenKind.WORD
                && !CONSTANT_WORDS.contains(text.text(first).toUpperCase(Locale.ROOT));
        return setting.constant().isPresent() && !function;
    }

    private static void requireNoSubquery(MySqlCommand.VariableSetting setting, LexedSql text) {
        for (int token = setting.value().first(); token < setting.value().end(); token++) {
            String word = text.kind(token) == TokenKind.WORD ? text.text(token).toUpperCase(Locale.ROOT) : "";
            if (SUBQUERIES.contains(word)) {
                throw new ShardException(
                                ErrorCode.UNSUPPORTED_STATEMENT, "SET " + setting.name() + " takes no subquery.")
                        .withRemedy("Select the value first and set it as a constant.");
            }
        }
    }

    private static void requireNotOfConnection(MySqlCommand.VariableSetting setting, LexedSql text) {
        if (hasCall(setting.value(), text, OF_CONNECTION)) {
            throw keptByConnection(setting, "a connection's number");
        }
        for (int token = setting.value().first(); token < setting.value().end(); token++) {
            if (text.isSymbol(token, ":=")) {
                throw keptByConnection(setting, "what := assigns");
            }
        }
    }

    private static ShardException keptByConnection(MySqlCommand.VariableSetting setting, String what) {
        return new ShardException(
                        ErrorCode.UNSUPPORTED_STATEMENT,
                        "SET " + setting.name() + " would take " + what
                                + ", which one connection keeps: the statements of a session run on several.")
                .withRemedy("Bind the session to a shard first: SET kintsugi.shard = '<keyspace>/<shard>'.");
    }

    private static boolean hasCall(TokenSpan span, LexedSql text, Set<String> names) {
        for (int token = span.first(); token < span.end(); token++) {
            if (text.isSymbol(token + 1, "(")
                    && names.contains(text.text(token).toUpperCase(Locale.ROOT).replace("`", ""))) {
                return true;
            }
        }
        return false;
    }

    /** The session's own variables as the constants they are, and the session's last id as itself. */
    private String expression(TokenSpan span, LexedSql text) {
        StringBuilder expression = new StringBuilder();
        int from = text.start(span.first());
        for (int token = span.first(); token < span.end(); token++) {
            Optional<String> known =
                    text.kind(token) == TokenKind.VARIABLE ? known(Variable.read(text, token)) : Optional.empty();
            if (known.isPresent()) {
                expression
                        .append(text.sql(), from, text.start(token))
                        .append('(')
                        .append(known.get())
                        .append(')');
                from = text.end(token);
            }
        }
        return expression.append(text.sql(), from, text.end(span.end() - 1)).toString();
    }

    private Optional<String> known(Variable variable) {
        if (variable.scope() != VariableScope.USER) {
            boolean lastId = variable.scope() != VariableScope.GLOBAL && LAST_ID.contains(variable.name());
            return lastId ? Optional.of(Long.toUnsignedString(session.lastInsertId())) : Optional.empty();
        }
        Map<String, String> settings = session.settings().statements();
        String name = "@" + variable.name();
        return Optional.ofNullable(settings.get(name)).map(set -> set.substring(("SET " + name + " = ").length()));
    }

    private static Prelude prelude(ExecutionPlan plan) {
        if (plan instanceof ExecutionPlan.Catalog catalog) {
            return catalog.sql().prelude();
        }
        return plan instanceof ExecutionPlan.AnyShard any
                ? any.candidates().get(0).prelude()
                : Prelude.NONE;
    }

    private String asked(PreparedRoute question) throws SQLException {
        StatementResult.Rows rows =
                (StatementResult.Rows) statements.execute(question, Bindings.NONE, ExecuteOptions.DEFAULT);
        try (RowCursor cursor = rows.cursor()) {
            cursor.next();
            return session.dialect().sessions().literal(cursor.current());
        }
    }
}
