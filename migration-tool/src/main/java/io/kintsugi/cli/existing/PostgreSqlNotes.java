package io.kintsugi.cli.existing;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Functions, extensions, sequences and collations of a PostgreSQL database that somebody has to think about. */
final class PostgreSqlNotes {
    private static final String NOT_OURS =
            " n.nspname NOT IN ('pg_catalog', 'information_schema', 'kintsugi') AND n.nspname !~ '^pg_'";

    private static final String FUNCTIONS = """
            SELECT 'function ' || p.proname, 'Function ' || p.proname || ' is the application''s own and may read tables of'
                || ' any shard: a call of it is refused.', 'If it reads one key''s rows only, declare the argument that is'
                || ' the key: functions: {' || p.proname || ': {key: 1}}; otherwise move its work into the application.'
            FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
            WHERE p.prorettype <> 'trigger'::regtype
            AND NOT EXISTS (SELECT FROM pg_depend e WHERE e.objid = p.oid AND e.deptype = 'e') AND""" + NOT_OURS + " ORDER BY p.oid";

    private static final String EXTENSIONS = """
            SELECT 'extension ' || extname, 'Extension ' || extname || ' ' || extversion || ' has to be on every node.',
                'CREATE EXTENSION through Kintsugi once its files, version ' || extversion || ', are on all servers.'
            FROM pg_extension WHERE extname <> 'plpgsql' ORDER BY extname""";

    private static final String SEQUENCES = """
            SELECT 'sequence ' || c.relname, 'Sequence ' || c.relname || ' belongs to no column.',
                'nextval that stands alone is answered by the catalog; set it there to its present value.'
            FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind = 'S'
            AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = c.oid AND d.deptype IN ('a', 'i')) AND""" + NOT_OURS + " ORDER BY c.oid";

    private static final String COLLATIONS = """
            SELECT 'table ' || c.relname, count(*) || ' column(s) of text in ' || c.relname
                || ' are sorted by a language''s rules: ' || string_agg(a.attname, ', ' ORDER BY a.attnum) || '.',
                'ORDER BY one of them over several shards is refused; write ORDER BY column COLLATE "C", or bind to a shard.'
            FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace JOIN pg_attribute a ON a.attrelid = c.oid
            JOIN pg_collation o ON o.oid = a.attcollation, pg_database b
            WHERE b.datname = current_database() AND c.relkind IN ('r', 'p') AND a.attnum > 0 AND NOT a.attisdropped
            AND NOT (o.collname IN ('C', 'POSIX', 'ucs_basic')
                OR (o.collprovider = 'd' AND b.datlocprovider = 'c' AND b.datcollate IN ('C', 'POSIX'))) AND""" + NOT_OURS + " GROUP BY c.oid, c.relname ORDER BY c.oid";

    private static final String FOREIGN_TABLES = """
            SELECT 'foreign table ' || c.relname, c.relname || ' is a foreign table: every shard would ask the same server.',
                'Query it directly, or copy it into a table of its own.'
            FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind = 'f' AND""" + NOT_OURS + " ORDER BY c.oid";

    private final Connection connection;

    PostgreSqlNotes(Connection connection) {
        this.connection = connection;
    }

    List<Note> read() throws SQLException {
        List<Note> notes = new ArrayList<>();
        for (String query : List.of(FUNCTIONS, EXTENSIONS, SEQUENCES, COLLATIONS, FOREIGN_TABLES)) {
            try (Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery(query)) {
                while (rows.next()) {
                    notes.add(new Note(rows.getString(1), rows.getString(2), rows.getString(3)));
                }
            }
        }
        return notes;
    }
}
