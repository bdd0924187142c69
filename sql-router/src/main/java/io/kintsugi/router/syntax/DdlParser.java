package io.kintsugi.router.syntax;

import io.kintsugi.router.lexer.LexedSql;
import io.kintsugi.router.lexer.StatementClassifier;
import io.kintsugi.router.lexer.TokenKind;
import io.kintsugi.router.lexer.TokenSpan;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads the heads of definitions; tables have {@link CreateTableParser} and {@link AlterTableParser}. */
final class DdlParser {
    private final CommandReader reader;
    private final LexedSql sql;

    DdlParser(CommandReader reader) {
        this.reader = reader;
        this.sql = reader.sql();
    }

    DdlStatement statement() {
        return switch (StatementClassifier.classify(sql)) {
            case CREATE_TABLE -> new CreateTableParser(reader).createTable();
            case CREATE_INDEX -> createIndex();
            case CREATE_VIEW, CREATE_SEQUENCE, CREATE_TYPE, CREATE_FUNCTION, CREATE_SCHEMA, CREATE_EXTENSION ->
                createObject();
            case CREATE_OTHER -> isMaterializedView() ? createObject() : other();
            case ALTER_TABLE -> new AlterTableParser(reader).alterTable();
            case DROP_TABLE, DROP_INDEX, DROP_VIEW, DROP_SEQUENCE, DROP_TYPE, DROP_SCHEMA, DROP_EXTENSION -> drop();
            case DROP_OTHER -> sql.areKeywords(1, "MATERIALIZED", "VIEW") ? drop() : other();
            case TRUNCATE -> truncate();
            case COMMENT -> comment();
            case GRANT, REVOKE -> grant();
            case ALTER_OTHER, DROP_FUNCTION -> other();
            default -> throw reader.failure();
        };
    }

    private boolean isMaterializedView() {
        return sql.areKeywords(1, "MATERIALIZED", "VIEW");
    }

    private DdlStatement other() {
        int first = reader.position();
        String words = upper(first) + " " + upper(first + 1);
        reader.skipToEnd();
        return new DdlStatement.OtherDdl(words.strip(), reader.from(first));
    }

    private String upper(int ordinal) {
        return sql.kind(ordinal) == TokenKind.WORD ? sql.text(ordinal).toUpperCase(Locale.ROOT) : "";
    }

    private DdlStatement createIndex() {
        int first = reader.position();
        reader.expect("CREATE");
        boolean unique = reader.take("UNIQUE");
        reader.expect("INDEX");
        boolean concurrently = reader.take("CONCURRENTLY");
        boolean ifNotExists = reader.take("IF", "NOT", "EXISTS");
        Optional<Identifier> name = reader.isWord("ON")
                ? Optional.empty()
                : Optional.of(reader.name().parts()).map(DdlParser::last);
        reader.expect("ON");
        reader.take("ONLY");
        QualifiedName table = reader.name();
        if (reader.take("USING")) {
            reader.identifier();
        }
        List<Identifier> columns = new ArrayList<>();
        boolean expressions = indexMembers(columns);
        boolean where = false;
        while (!reader.isEnd()) {
            where |= reader.isWord("WHERE");
            reader.skip();
        }
        return new DdlStatement.CreateIndex(
                name, table, unique, concurrently, ifNotExists, columns, expressions, where, reader.from(first));
    }

    private static Identifier last(List<Identifier> parts) {
        return parts.get(parts.size() - 1);
    }

    /** Adds the plain columns; true when a member is an expression. */
    private boolean indexMembers(List<Identifier> columns) {
        boolean expressions = false;
        reader.expectSymbol("(");
        do {
            boolean call = reader.isName() && sql.isSymbol(reader.position() + 1, "(");
            if (reader.isName() && !call) {
                columns.add(reader.identifier());
            } else {
                expressions = true;
            }
            while (!reader.isSymbol(",") && !reader.isSymbol(")")) {
                reader.skip();
            }
        } while (reader.takeSymbol(","));
        reader.expectSymbol(")");
        return expressions;
    }

    private DdlStatement createObject() {
        int first = reader.position();
        reader.expect("CREATE");
        boolean orReplace = reader.take("OR", "REPLACE");
        boolean temporary = reader.takeOneOf("TEMP", "TEMPORARY")
                || sql.isKeyword(reader.position() + 1, "TEMP")
                || sql.isKeyword(reader.position() + 1, "TEMPORARY");
        while (reader.takeOneOf("LOCAL", "GLOBAL", "TEMP", "TEMPORARY", "UNLOGGED", "RECURSIVE")) {
            // These words do not change what is created.
        }
        String kind = kind();
        boolean ifNotExists = reader.take("IF", "NOT", "EXISTS");
        QualifiedName name = kind.equals("SCHEMA") && reader.take("AUTHORIZATION") ? reader.name() : reader.name();
        int body = reader.position();
        skipBody();
        return new DdlStatement.CreateObject(
                kind, name, orReplace, ifNotExists, temporary, reader.from(body), reader.from(first));
    }

    /** The rest of the statement; a body BEGIN ATOMIC … END holds semicolons. */
    private void skipBody() {
        int blocks = 0;
        while (blocks > 0 || !reader.isEnd()) {
            if (sql.kind(reader.position()) == TokenKind.END) {
                throw reader.failure();
            }
            boolean opens = reader.isWord("BEGIN") && sql.isKeyword(reader.position() + 1, "ATOMIC");
            blocks += opens || (blocks > 0 && reader.isWord("CASE")) ? 1 : 0;
            blocks -= blocks > 0 && reader.isWord("END") ? 1 : 0;
            reader.skip();
        }
    }

    private String kind() {
        if (reader.take("MATERIALIZED", "VIEW")) {
            return "MATERIALIZED VIEW";
        }
        String kind = upper(reader.position());
        if (kind.isEmpty()) {
            throw reader.failure();
        }
        reader.skip();
        return kind;
    }

    private DdlStatement drop() {
        int first = reader.position();
        reader.expect("DROP");
        String kind = kind();
        boolean concurrently = reader.take("CONCURRENTLY");
        boolean ifExists = reader.take("IF", "EXISTS");
        List<QualifiedName> names = reader.names();
        boolean cascade = reader.take("CASCADE");
        reader.take("RESTRICT");
        return new DdlStatement.DropObjects(kind, names, ifExists, concurrently, cascade, reader.from(first));
    }

    private DdlStatement truncate() {
        int first = reader.position();
        reader.expect("TRUNCATE");
        reader.take("TABLE");
        List<QualifiedName> tables = new ArrayList<>();
        do {
            reader.take("ONLY");
            tables.add(reader.name());
            reader.takeSymbol("*");
        } while (reader.takeSymbol(","));
        boolean restart = reader.take("RESTART", "IDENTITY");
        reader.take("CONTINUE", "IDENTITY");
        boolean cascade = reader.take("CASCADE");
        reader.take("RESTRICT");
        return new DdlStatement.Truncate(tables, restart, cascade, reader.from(first));
    }

    private DdlStatement comment() {
        int first = reader.position();
        reader.expect("COMMENT", "ON");
        String kind = kind();
        boolean named =
                reader.isName() && !kind.equals("CONSTRAINT") && !kind.equals("TRIGGER") && !kind.equals("FUNCTION");
        Optional<QualifiedName> name = named ? Optional.of(reader.name()) : Optional.empty();
        reader.skipToEnd();
        return new DdlStatement.Comment(kind, name, reader.from(first));
    }

    private DdlStatement grant() {
        int first = reader.position();
        boolean revoke = reader.isWord("REVOKE");
        reader.skip();
        while (!reader.isEnd() && !reader.isWord("ON") && !reader.isWord("TO") && !reader.isWord("FROM")) {
            reader.skip();
        }
        List<QualifiedName> tables = reader.take("ON") ? grantedTables() : List.of();
        reader.skipToEnd();
        return new DdlStatement.Grant(revoke, tables, reader.from(first));
    }

    private List<QualifiedName> grantedTables() {
        boolean keyword = !sql.isSymbol(reader.position() + 1, ",")
                && !sql.isSymbol(reader.position() + 1, ".")
                && !sql.isKeyword(reader.position() + 1, "TO")
                && !sql.isKeyword(reader.position() + 1, "FROM");
        if (reader.take("TABLE") || !keyword) {
            return reader.names();
        }
        return List.of();
    }

    /** The span of the rest of a list member: up to a comma or closing parenthesis at this depth, or the end. */
    static TokenSpan restOfMember(CommandReader reader, int first) {
        while (!reader.isEnd() && !reader.isSymbol(",") && !reader.isSymbol(")")) {
            reader.skip();
        }
        return reader.from(first);
    }
}
