package io.kintsugi.router.syntax;

import io.kintsugi.router.lexer.LexedSql;
import io.kintsugi.router.lexer.TokenKind;
import io.kintsugi.router.lexer.TokenSpan;
import io.kintsugi.router.syntax.MySqlCommand.VariableSetting;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads SET of MySQL. Confined to one parse. */
final class MySqlSetParser {
    private final LexedSql sql;
    private final CommandReader reader;
    /** The last scope named: it holds for bare names that follow. */
    private VariableScope scope = VariableScope.SESSION;

    MySqlSetParser(LexedSql sql, CommandReader reader) {
        this.sql = sql;
        this.reader = reader;
    }

    MySqlCommand read() {
        reader.expect("SET");
        if (reader.take("NAMES")) {
            return names();
        }
        if (reader.take("CHARACTER", "SET") || reader.take("CHARSET")) {
            return new MySqlCommand.SetCharacterSet(nameOrDefault());
        }
        Optional<MySqlCommand> transaction = transaction();
        if (transaction.isPresent()) {
            return transaction.get();
        }
        return isOther() ? other() : variables();
    }

    private MySqlCommand names() {
        Optional<String> characterSet = nameOrDefault();
        Optional<String> collation = reader.take("COLLATE") ? nameOrDefault() : Optional.empty();
        return new MySqlCommand.SetNames(characterSet, collation);
    }

    /** A name or string, in lower case; empty for DEFAULT. */
    private Optional<String> nameOrDefault() {
        if (reader.take("DEFAULT")) {
            return Optional.empty();
        }
        boolean string = sql.kind(reader.position()) == TokenKind.STRING;
        String name = string ? reader.string() : reader.identifier().name();
        return Optional.of(name.toLowerCase(Locale.ROOT));
    }

    private Optional<MySqlCommand> transaction() {
        if (reader.take("TRANSACTION")) {
            return Optional.of(modes(VariableScope.SYSTEM));
        }
        if (reader.take("SESSION", "TRANSACTION") || reader.take("LOCAL", "TRANSACTION")) {
            return Optional.of(modes(VariableScope.SESSION));
        }
        return reader.take("GLOBAL", "TRANSACTION") ? Optional.of(modes(VariableScope.GLOBAL)) : Optional.empty();
    }

    private MySqlCommand modes(VariableScope of) {
        if (reader.isEnd()) {
            throw reader.failure();
        }
        return new MySqlCommand.SetTransaction(of, TransactionModes.read(reader));
    }

    private boolean isOther() {
        int second = reader.position() + 1;
        if (sql.isSymbol(second, "=") || sql.isSymbol(second, ":=")) {
            return reader.isWord("PASSWORD");
        }
        return reader.isWord("PASSWORD")
                || reader.isWord("ROLE")
                || sql.areKeywords(reader.position(), "DEFAULT", "ROLE")
                || sql.areKeywords(reader.position(), "RESOURCE", "GROUP");
    }

    private MySqlCommand other() {
        StringBuilder what = new StringBuilder(sql.text(reader.position()).toUpperCase(Locale.ROOT));
        if (reader.isWord("DEFAULT") || reader.isWord("RESOURCE")) {
            what.append(' ').append(sql.text(reader.position() + 1).toUpperCase(Locale.ROOT));
        }
        reader.skipToEnd();
        return new MySqlCommand.SetOther(what.toString());
    }

    private MySqlCommand variables() {
        List<VariableSetting> settings = new ArrayList<>();
        do {
            settings.add(setting());
        } while (reader.takeSymbol(","));
        return new MySqlCommand.SetVariables(settings);
    }

    private VariableSetting setting() {
        if (sql.kind(reader.position()) == TokenKind.VARIABLE) {
            Variable variable = Variable.read(sql, reader.position());
            reader.skip();
            return value(variable.scope(), variable.name());
        }
        if (reader.isWord("NAMES") || sql.areKeywords(reader.position(), "CHARACTER", "SET")) {
            throw reader.failure();
        }
        scope = scope();
        StringBuilder name = new StringBuilder(reader.identifier().name());
        while (reader.takeSymbol(".")) {
            name.append('.').append(reader.identifier().name());
        }
        return value(scope, name.toString().toLowerCase(Locale.ROOT));
    }

    private VariableScope scope() {
        if (reader.takeOneOf("SESSION", "LOCAL")) {
            return VariableScope.SESSION;
        }
        if (reader.take("GLOBAL")) {
            return VariableScope.GLOBAL;
        }
        if (reader.take("PERSIST_ONLY")) {
            return VariableScope.PERSIST_ONLY;
        }
        return reader.take("PERSIST") ? VariableScope.PERSIST : scope;
    }

    private VariableSetting value(VariableScope of, String name) {
        if (!reader.takeSymbol("=") && !reader.takeSymbol(":=")) {
            throw reader.failure();
        }
        int first = reader.position();
        while (!reader.isEnd() && !reader.isSymbol(",")) {
            reader.skip();
        }
        TokenSpan value = reader.from(first);
        if (value.size() == 0) {
            throw reader.failure();
        }
        boolean isDefault = value.size() == 1 && sql.isKeyword(first, "DEFAULT");
        return new VariableSetting(of, name, isDefault ? Optional.empty() : constant(value), isDefault, value);
    }

    private Optional<String> constant(TokenSpan value) {
        int first = value.first();
        if (value.size() == 1) {
            return switch (sql.kind(first)) {
                case STRING -> Optional.of(sql.unquote(first));
                case WORD, NUMBER -> Optional.of(sql.text(first));
                case QUOTED_IDENTIFIER, PARAMETER, VARIABLE, OPERATOR, PUNCTUATION, END -> Optional.empty();
            };
        }
        boolean signed = value.size() == 2
                && (sql.isSymbol(first, "-") || sql.isSymbol(first, "+"))
                && sql.kind(first + 1) == TokenKind.NUMBER;
        return signed ? Optional.of(sql.text(first) + sql.text(first + 1)) : Optional.empty();
    }
}
