package io.kintsugi.router.schema;

import io.kintsugi.router.lexer.LexedSql;
import io.kintsugi.router.lexer.MySqlModes;
import io.kintsugi.router.lexer.ParameterStyle;
import io.kintsugi.router.lexer.SqlLexer;
import io.kintsugi.router.schema.DdlSchema.Key;
import io.kintsugi.router.schema.FunctionTraits.Volatility;
import io.kintsugi.router.syntax.AlterAction;
import io.kintsugi.router.syntax.DdlParser;
import io.kintsugi.router.syntax.DdlStatement;
import io.kintsugi.router.syntax.DdlStatement.ObjectKind;
import io.kintsugi.router.syntax.Identifier;
import io.kintsugi.router.syntax.QualifiedName;
import io.kintsugi.topology.Dialect;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Applies definitions one after another, as a database would, and keeps what the planner must know. */
final class SchemaBuilder {
    private final Dialect dialect;
    private final SqlLexer lexer;
    private final ColumnTypes types = new ColumnTypes();
    private final String defaultSchema;

    private final Map<Key, LogicalTable> tables = new LinkedHashMap<>();
    private final Map<String, FunctionTraits> functions = new LinkedHashMap<>();
    /** In MySQL the character set of a table is that of columns added later. */
    private final Map<Key, ColumnReader> readers = new LinkedHashMap<>();

    private String currentSchema;

    /** Definitions of PostgreSQL. */
    SchemaBuilder() {
        this(Dialect.POSTGRESQL, SqlLexer.postgreSql(ParameterStyle.NUMBERED), "public");
    }

    /** Definitions of MySQL in a database. */
    SchemaBuilder(String database) {
        this(Dialect.MYSQL, SqlLexer.mySql(ParameterStyle.QUESTION_MARK, MySqlModes.DEFAULT), database);
    }

    private SchemaBuilder(Dialect dialect, SqlLexer lexer, String defaultSchema) {
        this.dialect = dialect;
        this.lexer = lexer;
        this.defaultSchema = defaultSchema;
        this.currentSchema = defaultSchema;
    }

    private ColumnReader reader(Map<String, String> options) {
        return dialect == Dialect.MYSQL ? ColumnReader.mySql(options) : new ColumnReader(types);
    }

    private ColumnReader reader(Key table) {
        return readers.getOrDefault(table, reader(Map.of()));
    }

    DdlSchema build(BuiltInFunctions builtIn) {
        return new DdlSchema(tables, functions, builtIn);
    }

    void apply(String statement) {
        LexedSql sql = lexer.lex(statement);
        if (sql.areKeywords(0, "SET", "SEARCH_PATH")) {
            currentSchema = searchPath(sql);
            return;
        }
        if (sql.isKeyword(0, "USE")) {
            currentSchema = sql.identifier(1);
            return;
        }
        boolean definition = sql.isKeyword(0, "CREATE")
                || sql.isKeyword(0, "DROP")
                || sql.areKeywords(0, "ALTER", "TABLE")
                || sql.areKeywords(0, "ALTER", "VIEW")
                || sql.areKeywords(0, "RENAME", "TABLE");
        if (definition) {
            DdlParser.parse(sql).accept(new Applier(sql));
        }
    }

    /** The first schema of {@code SET search_path TO|= a, b}; the default one where it is empty. */
    private String searchPath(LexedSql sql) {
        for (int i = 3; i < sql.count(); i++) {
            String first = switch (sql.kind(i)) {
                case WORD, QUOTED_IDENTIFIER -> sql.identifier(i);
                case STRING -> sql.unquote(i);
                case NUMBER, PARAMETER, VARIABLE, OPERATOR, PUNCTUATION, END -> "";
            };
            if (!first.isEmpty() && !first.equals("$user") && !first.equals("default")) {
                return first;
            }
        }
        return defaultSchema;
    }

    private Key key(QualifiedName name) {
        return new Key(name.qualifier().orElse(currentSchema), name.name());
    }

    /** What one statement changes. */
    private final class Applier implements DdlStatement.Visitor<Optional<Key>> {
        private final LexedSql sql;

        Applier(LexedSql sql) {
            this.sql = sql;
        }

        @Override
        public Optional<Key> createTable(DdlStatement.CreateTable statement) {
            Key key = key(statement.name());
            if (statement.temporary() || (statement.ifNotExists() && tables.containsKey(key))) {
                return Optional.empty();
            }
            ColumnReader reader = reader(statement.options());
            readers.put(key, reader);
            List<LogicalColumn> columns = new ArrayList<>();
            statement.inherits().forEach(parent -> columns.addAll(columnsOf(parent)));
            statement.partitionOf().ifPresent(parent -> columns.addAll(columnsOf(parent)));
            statement.like().forEach(model -> columns.addAll(columnsOf(model)));
            if (statement.partitionOf().isEmpty() && !statement.ofType()) {
                columns.addAll(reader.columns(key.name(), statement.columns(), statement.constraints(), sql));
            }
            List<List<String>> keys =
                    new ArrayList<>(ColumnReader.uniqueKeys(statement.columns(), statement.constraints()));
            if (dialect == Dialect.MYSQL) {
                statement.like().forEach(model -> keys.addAll(keysOf(model)));
            }
            tables.put(key, new LogicalTable(key.schema(), key.name(), columns, keys, Optional.empty(), false, false));
            return Optional.of(key);
        }

        /** LIKE of MySQL takes over the keys. */
        private List<List<String>> keysOf(QualifiedName table) {
            LogicalTable known = tables.get(key(table));
            return known == null ? List.of() : known.uniqueKeys();
        }

        private List<LogicalColumn> columnsOf(QualifiedName table) {
            LogicalTable known = tables.get(key(table));
            return known == null ? List.of() : known.columns();
        }

        @Override
        public Optional<Key> createIndex(DdlStatement.CreateIndex statement) {
            boolean plainKey = statement.unique() && !statement.expressions() && !statement.partial();
            LogicalTable table = tables.get(key(statement.table()));
            if (!plainKey || table == null) {
                return Optional.empty();
            }
            return put(TableEdits.addKey(table, ColumnReader.names(statement.columns()), false));
        }

        @Override
        public Optional<Key> alterTable(DdlStatement.AlterTable statement) {
            Key key = key(statement.table());
            for (AlterAction action : statement.actions()) {
                LogicalTable table = tables.get(key);
                if (table == null) {
                    return Optional.empty();
                }
                LogicalTable changed = action.accept(new TableEdits(table, reader(key), sql));
                tables.remove(key);
                key = new Key(changed.schema(), changed.name());
                tables.put(key, changed);
            }
            return Optional.of(key);
        }

        @Override
        public Optional<Key> renameTables(DdlStatement.RenameTables statement) {
            for (DdlStatement.Renaming renaming : statement.tables()) {
                LogicalTable table = tables.remove(key(renaming.from()));
                Key to = key(renaming.to());
                if (table != null) {
                    tables.put(to, TableEdits.renamed(table, to.schema(), to.name()));
                }
            }
            return Optional.empty();
        }

        @Override
        public Optional<Key> dropObjects(DdlStatement.DropObjects statement) {
            switch (statement.kind()) {
                case TABLE, VIEW, MATERIALIZED_VIEW -> statement.names().forEach(name -> tables.remove(key(name)));
                case SCHEMA ->
                    statement
                            .names()
                            .forEach(name ->
                                    tables.keySet().removeIf(key -> key.schema().equals(name.name())));
                // An overload may remain after a function is dropped, so its name stays known: the careful answer.
                case INDEX,
                        SEQUENCE,
                        TYPE,
                        DOMAIN,
                        FUNCTION,
                        EXTENSION,
                        TRIGGER,
                        RULE,
                        POLICY,
                        COLUMN,
                        CONSTRAINT,
                        COLLATION,
                        SERVER_WIDE,
                        OTHER -> {}
            }
            return Optional.empty();
        }

        @Override
        public Optional<Key> truncate(DdlStatement.Truncate statement) {
            return Optional.empty();
        }

        @Override
        public Optional<Key> createView(DdlStatement.CreateView statement) {
            if (statement.temporary()) {
                return Optional.empty();
            }
            Key key = key(statement.name());
            String query = sql.text(statement.query().first(), statement.query().end());
            List<LogicalColumn> columns =
                    statement.columns().stream().map(this::viewColumn).toList();
            // What a materialized view holds was computed before: it is a table to whoever reads it.
            Optional<String> definition = statement.materialized() ? Optional.empty() : Optional.of(query);
            return put(new LogicalTable(key.schema(), key.name(), columns, List.of(), definition, false, false));
        }

        private LogicalColumn viewColumn(Identifier name) {
            ColumnType unknown = reader(Map.of()).type("unknown", Optional.empty());
            return new LogicalColumn(name.name(), unknown, false, Optional.empty(), LogicalColumn.Identity.NONE, false);
        }

        @Override
        public Optional<Key> createSequence(DdlStatement.CreateSequence statement) {
            return Optional.empty();
        }

        @Override
        public Optional<Key> createType(DdlStatement.CreateType statement) {
            String name = statement.name().name();
            if (statement.enumeration()) {
                types.addEnum(name);
            }
            statement
                    .base()
                    .ifPresent(
                            base -> types.addDomain(name, reader(Map.of()).type(base.text(), statement.collation())));
            return Optional.empty();
        }

        @Override
        public Optional<Key> createFunction(DdlStatement.CreateFunction statement) {
            Volatility volatility = dialect == Dialect.MYSQL ? Volatility.VOLATILE : volatility(statement);
            FunctionTraits traits = new FunctionTraits(true, statement.aggregate(), statement.window(), volatility);
            functions.merge(statement.name().name(), traits, FunctionTraits::orMoreCareful);
            return Optional.empty();
        }

        /** What MySQL calls DETERMINISTIC is said, not known. */
        private Volatility volatility(DdlStatement.CreateFunction statement) {
            return statement.volatility().map(Volatility::valueOf).orElse(Volatility.VOLATILE);
        }

        @Override
        public Optional<Key> createSchema(DdlStatement.CreateSchema statement) {
            return Optional.empty();
        }

        @Override
        public Optional<Key> createExtension(DdlStatement.CreateExtension statement) {
            return Optional.empty();
        }

        @Override
        public Optional<Key> comment(DdlStatement.Comment statement) {
            return Optional.empty();
        }

        @Override
        public Optional<Key> grant(DdlStatement.Grant statement) {
            return Optional.empty();
        }

        @Override
        public Optional<Key> other(DdlStatement.OtherDdl statement) {
            if (!statement.verb().equals("CREATE")) {
                return Optional.empty();
            }
            if (statement.kind() == ObjectKind.COLLATION) {
                collation(statement);
            }
            boolean acts = statement.kind() == ObjectKind.TRIGGER || statement.kind() == ObjectKind.RULE;
            LogicalTable table =
                    statement.table().map(name -> tables.get(key(name))).orElse(null);
            return acts && table != null ? put(TableEdits.withTriggers(table)) : Optional.empty();
        }

        private void collation(DdlStatement.OtherDdl statement) {
            boolean loose =
                    sql.sql().replaceAll("\\s", "").toLowerCase(Locale.ROOT).contains("deterministic=false");
            if (!loose) {
                statement.name().ifPresent(name -> types.addDeterministicCollation(name.name()));
            }
        }

        private Optional<Key> put(LogicalTable table) {
            Key key = new Key(table.schema(), table.name());
            tables.put(key, table);
            return Optional.of(key);
        }
    }
}
