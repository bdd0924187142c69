package io.kintsugi.engine;

import io.kintsugi.engine.api.Bindings;
import io.kintsugi.engine.backend.Backend;
import io.kintsugi.router.lexer.LexedSql;
import io.kintsugi.router.lexer.TokenKind;
import io.kintsugi.router.plan.ExecutionPlan;
import io.kintsugi.router.syntax.MySqlCommand;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * The parameters of SET in MySQL, as migration tools have them. A setting is kept as a text, to be said again on other
 * connections, so each parameter becomes the constant that its setter sends: the server itself writes it down. Confined
 * to the session.
 */
final class MySqlSetParameters {
    private static final String QUESTION = "SELECT ?";

    private final SessionCore session;

    MySqlSetParameters(SessionCore session) {
        this.session = session;
    }

    /** The same command with constants for its parameters. */
    ExecutionPlan.Command written(ExecutionPlan.Command plan, Bindings bindings) throws SQLException {
        LexedSql text = session.lexed(plan.text());
        if (text.parameterCount() == 0) {
            return plan;
        }
        Backend catalog = session.connections().leasedAtCatalog(session.settings());
        try {
            String written = written(text, bindings, catalog.connection());
            return new ExecutionPlan.Command(MySqlCommand.parse(session.lexed(written)), written, plan.explanation());
        } catch (SQLException failed) {
            catalog.noteFailure(failed);
            throw failed;
        } finally {
            catalog.release();
        }
    }

    private String written(LexedSql text, Bindings bindings, Connection connection) throws SQLException {
        StringBuilder written = new StringBuilder();
        int from = 0;
        for (int token = 0; token < text.count(); token++) {
            if (text.kind(token) == TokenKind.PARAMETER) {
                written.append(text.sql(), from, text.start(token))
                        .append(constant(bindings, text.parameterNumber(token), connection));
                from = text.end(token);
            }
        }
        return written.append(text.sql(), from, text.sql().length()).toString();
    }

    private String constant(Bindings bindings, int number, Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(QUESTION)) {
            bindings.bind(statement, number, 1);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return session.dialect().sessions().literal(row);
            }
        }
    }
}
