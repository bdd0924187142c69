package io.kintsugi.router.syntax;

import io.kintsugi.router.lexer.LexedSql;
import io.kintsugi.router.lexer.TokenSpan;
import java.util.List;
import java.util.Optional;

/**
 * A statement of MySQL that is neither query nor change, definition or transaction control. Words are in upper case,
 * names of variables, character sets and collations in lower case.
 */
public sealed interface MySqlCommand {
    /**
     * One assignment of SET.
     *
     * @param scope SYSTEM for {@code SET @@a}, SESSION for {@code SET a}
     * @param constant the value when it is one constant: strings unquoted, words and numbers as written (a sign in
     *     front belongs to the number); empty for every other expression and for DEFAULT
     * @param isDefault whether the value is the word DEFAULT
     * @param value the tokens of the value
     */
    record VariableSetting(
            VariableScope scope, String name, Optional<String> constant, boolean isDefault, TokenSpan value) {}

    /** SET of variables, in text order. */
    record SetVariables(List<VariableSetting> settings) implements MySqlCommand {
        public SetVariables {
            settings = List.copyOf(settings);
        }
    }

    /** SET NAMES; an empty character set means DEFAULT. */
    record SetNames(Optional<String> characterSet, Optional<String> collation) implements MySqlCommand {}

    /** SET CHARACTER SET; empty for DEFAULT. */
    record SetCharacterSet(Optional<String> characterSet) implements MySqlCommand {}

    /** SET [SESSION|GLOBAL] TRANSACTION; the scope is SYSTEM when it is for the next transaction only. */
    record SetTransaction(VariableScope scope, TransactionModes modes) implements MySqlCommand {}

    /** SET ROLE, DEFAULT ROLE, PASSWORD, RESOURCE GROUP: the words behind SET. */
    record SetOther(String what) implements MySqlCommand {}

    /** USE. */
    record Use(String database) implements MySqlCommand {}

    /**
     * SHOW of anything.
     *
     * @param what the words of the kind, e.g. {@code TABLES}, {@code CREATE TABLE}, {@code FULL COLUMNS}
     * @param object the table, view, routine or database shown, where it has one
     * @param database the database of FROM or IN behind, where there is one
     */
    record Show(String what, Optional<QualifiedName> object, Optional<Identifier> database) implements MySqlCommand {}

    /** DESCRIBE or EXPLAIN of a table. */
    record Describe(QualifiedName table) implements MySqlCommand {}

    /** HELP and other words that concern the server, not data: FLUSH, RESET, PURGE, SHUTDOWN, INSTALL and the like. */
    record Administration(String verb) implements MySqlCommand {}

    /** One table of LOCK TABLES. */
    record TableLock(QualifiedName table, Optional<Identifier> alias, boolean write) {}

    /** LOCK TABLES. */
    record LockTables(List<TableLock> tables) implements MySqlCommand {
        public LockTables {
            tables = List.copyOf(tables);
        }
    }

    /** UNLOCK TABLES. */
    record UnlockTables() implements MySqlCommand {}

    /** DO: the tokens of its expressions. */
    record Do(TokenSpan expressions) implements MySqlCommand {}

    /** CALL: the routine and the tokens inside its parentheses. */
    record Call(QualifiedName routine, TokenSpan arguments) implements MySqlCommand {}

    /** HANDLER. */
    record Handler(QualifiedName table) implements MySqlCommand {}

    /** LOAD DATA or LOAD XML. */
    record LoadData(QualifiedName table, boolean local) implements MySqlCommand {}

    /** KILL. */
    record Kill(boolean query, TokenSpan identifier) implements MySqlCommand {}

    /** PREPARE name FROM text. */
    record Prepare(String name) implements MySqlCommand {}

    /** EXECUTE name USING variables. */
    record Execute(String name) implements MySqlCommand {}

    /** DEALLOCATE or DROP PREPARE. */
    record Deallocate(String name) implements MySqlCommand {}

    /** ANALYZE, OPTIMIZE, CHECK, REPAIR or CHECKSUM TABLE; {@code verb} is the first word. */
    record TableUpkeep(String verb, List<QualifiedName> tables) implements MySqlCommand {
        public TableUpkeep {
            tables = List.copyOf(tables);
        }
    }

    /** XA transactions. */
    record Xa(String verb) implements MySqlCommand {}

    /**
     * Reads one command.
     *
     * @throws io.kintsugi.errors.ShardException SYNTAX_NOT_UNDERSTOOD for anything else
     */
    static MySqlCommand parse(LexedSql sql) {
        return MySqlCommandParser.parse(sql);
    }
}
