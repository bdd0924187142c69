package io.kintsugi.cli.existing;

import io.kintsugi.cli.console.CliException;
import io.kintsugi.cli.console.ExitCode;
import io.kintsugi.router.lexer.LexedSql;
import io.kintsugi.router.lexer.SqlLexer;
import io.kintsugi.router.lexer.TokenKind;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Every part of a MySQL schema as a statement of its own, as SHOW CREATE prints it: each is judged by itself. */
final class MySqlDefinitions {
    private static final String TABLES = "SELECT table_name, '' FROM information_schema.tables"
            + " WHERE table_schema = database() AND table_type = 'BASE TABLE' ORDER BY table_name";
    private static final String ROUTINES = "SELECT routine_name, routine_type FROM information_schema.routines"
            + " WHERE routine_schema = database() ORDER BY routine_type, routine_name";
    private static final String VIEWS = "SELECT table_name, '' FROM information_schema.views"
            + " WHERE table_schema = database() ORDER BY table_name";
    private static final String TRIGGERS = "SELECT trigger_name, event_object_table FROM information_schema.triggers"
            + " WHERE trigger_schema = database() ORDER BY event_object_table, action_order, trigger_name";
    private static final String EVENTS =
            "SELECT event_name, '' FROM information_schema.events WHERE event_schema = database() ORDER BY event_name";

    private final Connection connection;
    private final SqlLexer lexer;
    private final List<Definition> tables = new ArrayList<>();
    private final List<Definition> parts = new ArrayList<>();
    private final List<Definition> references = new ArrayList<>();

    /** @param lexer reads what the server prints to this session */
    MySqlDefinitions(Connection connection, SqlLexer lexer) {
        this.connection = connection;
        this.lexer = lexer;
    }

    private record Named(String name, String second) {}

    List<Definition> read() throws SQLException {
        for (Named table : named(TABLES)) {
            takeApart(table.name(), shown("TABLE", table.name(), 2));
        }
        List<Definition> definitions = new ArrayList<>(tables);
        definitions.addAll(parts);
        definitions.addAll(references);
        for (Named routine : named(ROUTINES)) {
            definitions.add(whole(routine.second(), routine.name(), "", 3));
        }
        for (Named view : named(VIEWS)) {
            definitions.add(whole("VIEW", view.name(), view.name(), 2));
        }
        for (Named trigger : named(TRIGGERS)) {
            String statement = shown("TRIGGER", trigger.name(), 3);
            String subject = "trigger " + trigger.name() + " of table " + trigger.second();
            definitions.add(new Definition(subject, trigger.second(), statement));
        }
        for (Named event : named(EVENTS)) {
            definitions.add(whole("EVENT", event.name(), "", 4));
        }
        return definitions;
    }

    private Definition whole(String kind, String name, String table, int column) throws SQLException {
        return new Definition(kind.toLowerCase(Locale.ROOT) + " " + name, table, shown(kind, name, column));
    }

    private void takeApart(String table, String create) {
        CreateTableText text = new CreateTableText(lexer.lex(create));
        tables.add(new Definition(
                "table " + table,
                table,
                "CREATE TABLE " + quoted(table) + " (" + String.join(", ", text.columns()) + ") " + text.options()));
        text.constraints().forEach(item -> constraint(table, item));
        for (String column : text.countedColumns()) {
            String name = lexer.lex(column).identifier(0);
            parts.add(new Definition(
                    "column " + table + "." + name, table, "ALTER TABLE " + quoted(table) + " MODIFY " + column));
        }
    }

    private void constraint(String table, String item) {
        LexedSql sql = lexer.lex(item);
        boolean constraint = sql.isKeyword(0, "CONSTRAINT");
        boolean reference = constraint && sql.areKeywords(2, "FOREIGN", "KEY");
        boolean unique = sql.isKeyword(0, "UNIQUE") || sql.isKeyword(0, "PRIMARY");
        String kind = constraint || unique ? "constraint " : "index ";
        String subject = kind + name(sql) + " of table " + table;
        Definition definition = new Definition(subject, table, "ALTER TABLE " + quoted(table) + " ADD " + item);
        (reference ? references : parts).add(definition);
    }

    /** The first quoted name: {@code UNIQUE KEY `name` (…)}, {@code CONSTRAINT `name` …}; the primary key has none. */
    private static String name(LexedSql sql) {
        if (sql.isKeyword(0, "PRIMARY")) {
            return "PRIMARY";
        }
        int first = 0;
        while (first < sql.count() && sql.kind(first) != TokenKind.QUOTED_IDENTIFIER) {
            first++;
        }
        return sql.identifier(first);
    }

    private List<Named> named(String query) throws SQLException {
        List<Named> names = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(query);
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                names.add(new Named(rows.getString(1), rows.getString(2)));
            }
        }
        return names;
    }

    /** A part of the schema that cannot be read would be missing in the answer, so there is none. */
    private String shown(String kind, String name, int column) throws SQLException {
        String query = "SHOW CREATE " + kind + " " + quoted(name);
        try (PreparedStatement statement = connection.prepareStatement(query);
                ResultSet rows = statement.executeQuery()) {
            @Nullable String text = rows.next() ? rows.getString(column) : null;
            if (text == null) {
                throw unreadable(kind, name, "the server does not show it to this account", null);
            }
            return text;
        } catch (SQLException refused) {
            throw unreadable(kind, name, String.valueOf(refused.getMessage()), refused);
        }
    }

    private CliException unreadable(String kind, String name, String why, @Nullable SQLException cause)
            throws SQLException {
        String what = "The " + kind.toLowerCase(Locale.ROOT) + " " + name + " cannot be read: " + why + ".";
        return new CliException(ExitCode.PRECONDITION, what, MySqlRights.grants(connection.getCatalog()), cause);
    }

    private static String quoted(String name) {
        return "`" + name.replace("`", "``") + "`";
    }
}
