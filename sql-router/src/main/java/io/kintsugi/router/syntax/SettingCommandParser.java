package io.kintsugi.router.syntax;

import io.kintsugi.router.lexer.TokenKind;
import java.util.ArrayList;
import java.util.List;

/** Reads SET and its kin of PostgreSQL. */
final class SettingCommandParser {
    private SettingCommandParser() {}

    static SettingCommand command(CommandReader reader) {
        if (reader.take("SHOW")) {
            return new SettingCommand.Show(settingName(reader));
        }
        if (reader.take("RESET")) {
            return new SettingCommand.Reset(settingName(reader));
        }
        if (reader.take("DISCARD")) {
            return new SettingCommand.Discard(reader.identifier().name());
        }
        reader.expect("SET");
        return set(reader);
    }

    private static SettingCommand set(CommandReader reader) {
        if (reader.take("SESSION", "CHARACTERISTICS", "AS", "TRANSACTION")) {
            return new SettingCommand.SetSessionCharacteristics(TransactionModes.read(reader));
        }
        if (reader.take("TRANSACTION", "SNAPSHOT")) {
            return new SettingCommand.SetSnapshot(reader.string());
        }
        if (reader.take("TRANSACTION") || reader.take("LOCAL", "TRANSACTION")) {
            return new SettingCommand.SetTransaction(TransactionModes.read(reader));
        }
        if (reader.take("CONSTRAINTS")) {
            return constraints(reader);
        }
        boolean authorization =
                reader.isWord("SESSION") && reader.sql().isKeyword(reader.position() + 1, "AUTHORIZATION");
        SettingCommand.Scope scope = SettingCommand.Scope.SESSION;
        if (reader.take("LOCAL")) {
            scope = SettingCommand.Scope.LOCAL;
        } else if (!authorization) {
            reader.take("SESSION");
        }
        return variable(reader, scope);
    }

    private static SettingCommand constraints(CommandReader reader) {
        List<QualifiedName> names = reader.take("ALL") ? List.of() : reader.names();
        boolean deferred = reader.take("DEFERRED");
        if (!deferred) {
            reader.expect("IMMEDIATE");
        }
        return new SettingCommand.SetConstraints(names, deferred);
    }

    private static SettingCommand variable(CommandReader reader, SettingCommand.Scope scope) {
        String special = specialName(reader);
        if (!special.isEmpty()) {
            return values(reader, scope, special);
        }
        String name = dottedName(reader);
        if (!reader.takeSymbol("=")) {
            reader.expect("TO");
        }
        return values(reader, scope, name);
    }

    /** The setting behind a form without an equals sign, or the empty string. */
    private static String specialName(CommandReader reader) {
        if (reader.take("TIME", "ZONE")) {
            return "timezone";
        }
        if (reader.take("SESSION", "AUTHORIZATION")) {
            return "session_authorization";
        }
        boolean plain = reader.sql().isSymbol(reader.position() + 1, "=")
                || reader.sql().isKeyword(reader.position() + 1, "TO");
        if (plain) {
            return "";
        }
        if (reader.take("ROLE")) {
            return "role";
        }
        if (reader.take("NAMES")) {
            return "client_encoding";
        }
        return reader.take("SCHEMA") ? "search_path" : "";
    }

    private static SettingCommand values(CommandReader reader, SettingCommand.Scope scope, String name) {
        int first = reader.position();
        List<String> values = new ArrayList<>();
        boolean isDefault = reader.take("DEFAULT") || (name.equals("timezone") && reader.take("LOCAL"));
        if (!isDefault) {
            do {
                values.add(value(reader));
            } while (reader.takeSymbol(","));
        }
        return new SettingCommand.SetVariable(scope, name, values, reader.from(first));
    }

    private static String value(CommandReader reader) {
        int at = reader.position();
        if (reader.sql().kind(at) == TokenKind.STRING) {
            return reader.string();
        }
        if (reader.isWord("INTERVAL")) {
            reader.skipToEnd();
            return reader.sql().text(at, reader.position());
        }
        if (reader.isName()) {
            return reader.identifier().name();
        }
        boolean signed = reader.takeSymbol("-") || reader.takeSymbol("+");
        if (reader.sql().kind(reader.position()) != TokenKind.NUMBER) {
            throw reader.failure();
        }
        int number = reader.position();
        reader.skip();
        return (signed ? reader.sql().text(at) : "") + reader.sql().text(number);
    }

    private static String settingName(CommandReader reader) {
        if (reader.take("TIME", "ZONE")) {
            return "timezone";
        }
        if (reader.take("TRANSACTION", "ISOLATION", "LEVEL")) {
            return "transaction_isolation";
        }
        if (reader.take("SESSION", "AUTHORIZATION")) {
            return "session_authorization";
        }
        return dottedName(reader);
    }

    private static String dottedName(CommandReader reader) {
        StringBuilder name = new StringBuilder(reader.identifier().name());
        while (reader.takeSymbol(".")) {
            name.append('.').append(reader.identifier().name());
        }
        return name.toString().toLowerCase(java.util.Locale.ROOT);
    }
}
