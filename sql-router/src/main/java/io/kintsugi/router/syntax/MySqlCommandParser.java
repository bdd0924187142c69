package io.kintsugi.router.syntax;

import io.kintsugi.router.lexer.LexedSql;
import io.kintsugi.router.lexer.StatementClass;
import io.kintsugi.router.lexer.StatementClassifier;
import io.kintsugi.router.lexer.TokenKind;
import io.kintsugi.router.lexer.TokenSpan;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Reads the commands of MySQL. Confined to one parse. */
final class MySqlCommandParser {
    private static final Set<String> ENDS_OF_KIND = Set.of("FROM", "IN", "LIKE", "WHERE", "LIMIT", "FOR");

    private final LexedSql sql;
    private final CommandReader reader;

    private MySqlCommandParser(LexedSql sql) {
        this.sql = sql;
        this.reader = new CommandReader(sql);
    }

    static MySqlCommand parse(LexedSql sql) {
        MySqlCommandParser parser = new MySqlCommandParser(sql);
        MySqlCommand command = parser.command(StatementClassifier.classify(sql));
        parser.reader.end();
        return command;
    }

    private MySqlCommand command(StatementClass statementClass) {
        return switch (statementClass) {
            case SET -> new MySqlSetParser(sql, reader).read();
            case SHOW -> show();
            case USE -> use();
            case DESCRIBE -> describe();
            case LOCK -> lock();
            case UNLOCK -> unlock();
            case DO -> expressions();
            case CALL -> call();
            case HANDLER -> handler();
            case LOAD_DATA -> loadData();
            case KILL -> kill();
            case PREPARE, EXECUTE, DEALLOCATE -> prepared();
            case ANALYZE, MAINTENANCE -> upkeep();
            case XA -> new MySqlCommand.Xa(secondWord());
            case ADMINISTRATION -> administration();
            default -> throw reader.failure();
        };
    }

    private String word() {
        String word = sql.kind(reader.position()) == TokenKind.WORD ? sql.text(reader.position()) : "";
        return word.toUpperCase(Locale.ROOT);
    }

    private String nextWord() {
        String word = word();
        reader.skip();
        return word;
    }

    private String secondWord() {
        reader.skip();
        String second = word();
        reader.skipToEnd();
        return second;
    }

    private MySqlCommand administration() {
        String verb = word();
        reader.skipToEnd();
        return new MySqlCommand.Administration(verb);
    }

    private MySqlCommand use() {
        reader.expect("USE");
        return new MySqlCommand.Use(reader.identifier().name());
    }

    private MySqlCommand describe() {
        reader.skip();
        QualifiedName table = reader.name();
        reader.skipToEnd();
        return new MySqlCommand.Describe(table);
    }

    private MySqlCommand show() {
        reader.expect("SHOW");
        StringBuilder what = new StringBuilder();
        boolean create = reader.isWord("CREATE");
        for (String word = word(); !word.isEmpty() && !ENDS_OF_KIND.contains(word); word = word()) {
            what.append(what.isEmpty() ? "" : " ").append(nextWord());
            if (create && what.indexOf(" ") > 0) {
                break;
            }
            if (reader.isSymbol("(")) {
                reader.skip();
            }
        }
        if (what.isEmpty()) {
            throw reader.failure();
        }
        return create ? showCreate(what.toString()) : shown(what.toString());
    }

    private MySqlCommand showCreate(String what) {
        if (!reader.take("IF", "NOT", "EXISTS")) {
            reader.take("IF", "EXISTS");
        }
        Optional<QualifiedName> object = reader.isName() ? Optional.of(reader.name()) : Optional.empty();
        reader.skipToEnd();
        return new MySqlCommand.Show(what, object, Optional.empty());
    }

    private MySqlCommand shown(String what) {
        boolean ofTable = what.endsWith("COLUMNS")
                || what.endsWith("FIELDS")
                || what.endsWith("INDEX")
                || what.endsWith("INDEXES")
                || what.endsWith("KEYS");
        Optional<QualifiedName> object = Optional.empty();
        if (ofTable) {
            object = Optional.of(from().orElseThrow(reader::failure));
        }
        Optional<QualifiedName> database = from();
        if (database.isPresent() && database.get().parts().size() > 1) {
            throw reader.failure();
        }
        reader.skipToEnd();
        return new MySqlCommand.Show(
                what, object, database.map(name -> name.parts().get(0)));
    }

    private Optional<QualifiedName> from() {
        boolean named = reader.takeOneOf("FROM", "IN");
        return named && reader.isName() ? Optional.of(reader.name()) : Optional.empty();
    }

    private MySqlCommand lock() {
        reader.expect("LOCK");
        if (reader.isWord("INSTANCE")) {
            reader.skipToEnd();
            return new MySqlCommand.Administration("LOCK INSTANCE");
        }
        if (!reader.takeOneOf("TABLES", "TABLE")) {
            throw reader.failure();
        }
        List<MySqlCommand.TableLock> tables = new ArrayList<>();
        do {
            tables.add(tableLock());
        } while (reader.takeSymbol(","));
        return new MySqlCommand.LockTables(tables);
    }

    private MySqlCommand.TableLock tableLock() {
        QualifiedName table = reader.name();
        boolean as = reader.take("AS");
        boolean mode = reader.isWord("READ") || reader.isWord("WRITE") || reader.isWord("LOW_PRIORITY");
        Optional<Identifier> alias = as || !mode ? Optional.of(reader.identifier()) : Optional.empty();
        if (reader.take("READ")) {
            reader.take("LOCAL");
            return new MySqlCommand.TableLock(table, alias, false);
        }
        reader.take("LOW_PRIORITY");
        reader.expect("WRITE");
        return new MySqlCommand.TableLock(table, alias, true);
    }

    private MySqlCommand unlock() {
        reader.expect("UNLOCK");
        if (reader.take("INSTANCE")) {
            return new MySqlCommand.Administration("UNLOCK INSTANCE");
        }
        if (!reader.takeOneOf("TABLES", "TABLE")) {
            throw reader.failure();
        }
        return new MySqlCommand.UnlockTables();
    }

    private MySqlCommand expressions() {
        reader.expect("DO");
        int first = reader.position();
        reader.skipToEnd();
        return new MySqlCommand.Do(reader.from(first));
    }

    private MySqlCommand call() {
        reader.expect("CALL");
        QualifiedName routine = reader.name();
        int first = reader.position() + 1;
        if (!reader.isSymbol("(")) {
            return new MySqlCommand.Call(routine, new TokenSpan(first - 1, first - 1));
        }
        reader.skip();
        return new MySqlCommand.Call(routine, new TokenSpan(first, reader.position() - 1));
    }

    private MySqlCommand handler() {
        reader.expect("HANDLER");
        QualifiedName table = reader.name();
        reader.skipToEnd();
        return new MySqlCommand.Handler(table);
    }

    private MySqlCommand loadData() {
        reader.expect("LOAD");
        boolean local = false;
        while (!reader.isEnd() && !reader.take("INTO", "TABLE")) {
            local |= reader.isWord("LOCAL");
            reader.skip();
        }
        QualifiedName table = reader.name();
        reader.skipToEnd();
        return new MySqlCommand.LoadData(table, local);
    }

    private MySqlCommand kill() {
        reader.expect("KILL");
        boolean query = reader.take("QUERY");
        reader.take("CONNECTION");
        int first = reader.position();
        if (reader.isEnd()) {
            throw reader.failure();
        }
        reader.skipToEnd();
        return new MySqlCommand.Kill(query, reader.from(first));
    }

    private MySqlCommand prepared() {
        String verb = nextWord();
        if (!verb.equals("PREPARE") && !verb.equals("EXECUTE")) {
            reader.expect("PREPARE");
            return new MySqlCommand.Deallocate(reader.identifier().name().toLowerCase(Locale.ROOT));
        }
        String name = reader.identifier().name().toLowerCase(Locale.ROOT);
        reader.skipToEnd();
        return verb.equals("PREPARE") ? new MySqlCommand.Prepare(name) : new MySqlCommand.Execute(name);
    }

    private MySqlCommand upkeep() {
        String verb = nextWord();
        if (!reader.take("NO_WRITE_TO_BINLOG")) {
            reader.take("LOCAL");
        }
        if (!reader.takeOneOf("TABLE", "TABLES")) {
            throw reader.failure();
        }
        List<QualifiedName> tables = reader.names();
        reader.skipToEnd();
        return new MySqlCommand.TableUpkeep(verb, tables);
    }
}
