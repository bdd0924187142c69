package io.kintsugi.router.syntax;

import io.kintsugi.router.lexer.LexedSql;
import io.kintsugi.router.lexer.TokenSpan;
import java.util.List;

/** SET, RESET, SHOW and DISCARD. Names of settings are in lower case, with the words of special forms made names. */
public sealed interface SettingCommand {
    /** How long a SET lasts. */
    enum Scope {
        SESSION,
        LOCAL
    }

    /**
     * SET name TO values; no values means DEFAULT.
     *
     * @param values strings unquoted, words and numbers as written (a sign in front belongs to the number)
     * @param valueSpan the tokens of the values, or of DEFAULT
     */
    record SetVariable(Scope scope, String name, List<String> values, TokenSpan valueSpan) implements SettingCommand {
        public SetVariable {
            values = List.copyOf(values);
        }

        /** True for SET name TO DEFAULT. */
        public boolean isDefault() {
            return values.isEmpty();
        }
    }

    /** {@code SELECT set_config(name, value, is_local)}: a SET in the form of a query, answered by the value. */
    record SetConfig(Scope scope, String name, String value) implements SettingCommand {}

    /** SET TRANSACTION modes. */
    record SetTransaction(TransactionModes modes) implements SettingCommand {}

    /** SET TRANSACTION SNAPSHOT 'id'. */
    record SetSnapshot(String id) implements SettingCommand {}

    /** SET SESSION CHARACTERISTICS AS TRANSACTION modes. */
    record SetSessionCharacteristics(TransactionModes modes) implements SettingCommand {}

    /** SET CONSTRAINTS; no names means ALL. */
    record SetConstraints(List<QualifiedName> names, boolean deferred) implements SettingCommand {
        public SetConstraints {
            names = List.copyOf(names);
        }
    }

    /** RESET name; {@code all} for RESET ALL. */
    record Reset(String name) implements SettingCommand {}

    /** SHOW name; {@code all} for SHOW ALL. */
    record Show(String name) implements SettingCommand {}

    /** DISCARD ALL, PLANS, SEQUENCES, TEMP or TEMPORARY, in lower case. */
    record Discard(String what) implements SettingCommand {}

    /**
     * Reads one command.
     *
     * @throws io.kintsugi.errors.ShardException SYNTAX_NOT_UNDERSTOOD for anything else
     */
    static SettingCommand parse(LexedSql sql) {
        CommandReader reader = new CommandReader(sql);
        SettingCommand command = SettingCommandParser.command(reader);
        reader.end();
        return command;
    }
}
