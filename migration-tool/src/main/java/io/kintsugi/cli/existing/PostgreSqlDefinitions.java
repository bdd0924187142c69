package io.kintsugi.cli.existing;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * Every part of a PostgreSQL schema as a statement of its own, put together by the server, so that each is judged by
 * itself. What extensions brought is theirs.
 */
final class PostgreSqlDefinitions {
    private static final String OURS = """
             n.nspname NOT IN ('pg_catalog', 'information_schema', 'kintsugi') AND n.nspname !~ '^pg_(toast|temp)'
            AND NOT EXISTS (SELECT FROM pg_depend e WHERE e.objid = c.oid AND e.deptype = 'e')
            """;
    /** As the user wrote it: unqualified in public. */
    private static final String NAME =
            "CASE n.nspname WHEN 'public' THEN '' ELSE quote_ident(n.nspname) || '.' END || quote_ident(c.relname)";

    private static final String TABLES = """
            SELECT 'table ' || c.relname, c.relname, CASE WHEN c.relispartition
                THEN 'CREATE TABLE ' || %1$s || ' PARTITION OF ' || (SELECT i.inhparent::regclass::text FROM pg_inherits i
                    WHERE i.inhrelid = c.oid) || ' ' || pg_get_expr(c.relpartbound, c.oid)
                ELSE 'CREATE TABLE ' || %1$s || ' (' || coalesce((SELECT string_agg(
                        quote_ident(a.attname) || ' ' || CASE t.typtype WHEN 'd'
                            THEN format_type(t.typbasetype, t.typtypmod) ELSE format_type(a.atttypid, a.atttypmod) END
                        || CASE WHEN a.attcollation <> 0 AND a.attcollation <> t.typcollation
                            THEN ' COLLATE ' || quote_ident(o.collname) ELSE '' END
                        || CASE WHEN a.attgenerated <> ''
                            THEN ' GENERATED ALWAYS AS (' || pg_get_expr(d.adbin, d.adrelid) || ') STORED' ELSE '' END
                        || CASE WHEN a.attnotnull THEN ' NOT NULL' ELSE '' END, ', ' ORDER BY a.attnum)
                    FROM pg_attribute a JOIN pg_type t ON t.oid = a.atttypid
                    LEFT JOIN pg_collation o ON o.oid = a.attcollation
                    LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
                    WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped), '') || ')'
                    || CASE c.relkind WHEN 'p' THEN ' PARTITION BY ' || pg_get_partkeydef(c.oid) ELSE '' END END
            FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind IN ('r', 'p') AND """.formatted(NAME) + OURS + " ORDER BY c.relispartition, c.oid";

    /** Those of identity columns come with them. */
    private static final String SEQUENCES = """
            SELECT 'sequence ' || c.relname, '', format('CREATE SEQUENCE %%s AS %%s INCREMENT BY %%s MINVALUE %%s MAXVALUE %%s'
                || ' START WITH %%s CACHE %%s', %1$s, format_type(s.seqtypid, NULL), s.seqincrement, s.seqmin, s.seqmax,
                s.seqstart, s.seqcache) || CASE WHEN s.seqcycle THEN ' CYCLE' ELSE '' END
            FROM pg_sequence s JOIN pg_class c ON c.oid = s.seqrelid JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = c.oid AND d.deptype = 'i') AND """.formatted(NAME) + OURS + " ORDER BY c.oid";

    private static final String FUNCTIONS = """
            SELECT CASE c.prokind WHEN 'p' THEN 'procedure ' ELSE 'function ' END || c.proname, '',
                rtrim(pg_get_functiondef(c.oid), E'\\n ')
            FROM pg_proc c JOIN pg_namespace n ON n.oid = c.pronamespace WHERE c.prokind <> 'a' AND """ + OURS + " ORDER BY c.oid";

    private static final String DEFAULTS = """
            SELECT 'column ' || c.relname || '.' || a.attname, c.relname, 'ALTER TABLE ' || %1$s || ' ALTER COLUMN '
                || quote_ident(a.attname) || CASE WHEN a.attidentity <> '' THEN ' ADD GENERATED '
                    || CASE a.attidentity WHEN 'a' THEN 'ALWAYS' ELSE 'BY DEFAULT' END || ' AS IDENTITY'
                    ELSE ' SET DEFAULT ' || pg_get_expr(d.adbin, d.adrelid) END
            FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace JOIN pg_attribute a ON a.attrelid = c.oid
            LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
            WHERE c.relkind IN ('r', 'p') AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
            AND NOT c.relispartition AND (a.attidentity <> '' OR d.adbin IS NOT NULL) AND """.formatted(NAME) + OURS + " ORDER BY c.oid, a.attnum";

    private static final String CONSTRAINTS = """
            SELECT 'constraint ' || k.conname || ' of table ' || c.relname, c.relname, 'ALTER TABLE ' || %1$s
                || ' ADD CONSTRAINT ' || quote_ident(k.conname) || ' ' || pg_get_constraintdef(k.oid)
            FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE k.contype IN ('p', 'u', 'f', 'x', 'c') AND NOT c.relispartition AND """.formatted(NAME) + OURS + " ORDER BY k.contype = 'f', k.oid";

    private static final String INDEXES = """
            SELECT 'index ' || x.relname || ' of table ' || c.relname, c.relname, pg_get_indexdef(i.indexrelid)
            FROM pg_index i JOIN pg_class x ON x.oid = i.indexrelid JOIN pg_class c ON c.oid = i.indrelid
            JOIN pg_namespace n ON n.oid = c.relnamespace WHERE i.indisunique AND NOT c.relispartition
            AND c.relkind IN ('r', 'p') AND NOT EXISTS (SELECT FROM pg_constraint k WHERE k.conindid = i.indexrelid) AND """ + OURS + " ORDER BY x.oid";

    private static final String VIEWS = """
            SELECT 'view ' || c.relname, c.relname, 'CREATE ' || CASE c.relkind WHEN 'm' THEN 'MATERIALIZED ' ELSE '' END
                || 'VIEW ' || %1$s || ' AS ' || rtrim(pg_get_viewdef(c.oid), '; ')
            FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind IN ('v', 'm') AND """.formatted(NAME) + OURS + " ORDER BY c.oid";

    private static final String TRIGGERS = """
            SELECT 'trigger ' || t.tgname || ' of table ' || c.relname, c.relname, pg_get_triggerdef(t.oid)
            FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE NOT t.tgisinternal AND NOT c.relispartition AND """ + OURS + " ORDER BY t.oid";

    private static final String RULES = """
            SELECT 'rule ' || r.rulename || ' of table ' || c.relname, c.relname, rtrim(pg_get_ruledef(r.oid), ';')
            FROM pg_rewrite r JOIN pg_class c ON c.oid = r.ev_class JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE r.rulename <> '_RETURN' AND """ + OURS + " ORDER BY r.oid";

    private static final String ROW_SECURITY = """
            SELECT 'row security of table ' || c.relname, c.relname, 'ALTER TABLE ' || %1$s || ' ENABLE ROW LEVEL SECURITY'
            FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.relrowsecurity AND """.formatted(NAME) + OURS + " ORDER BY c.oid";

    /** In an order in which they can be made. */
    private static final List<String> QUERIES =
            List.of(SEQUENCES, TABLES, FUNCTIONS, DEFAULTS, CONSTRAINTS, INDEXES, VIEWS, TRIGGERS, RULES, ROW_SECURITY);

    private final Connection connection;

    PostgreSqlDefinitions(Connection connection) {
        this.connection = connection;
    }

    List<Definition> read() throws SQLException {
        List<Definition> definitions = new ArrayList<>();
        for (String query : QUERIES) {
            try (Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery(query)) {
                while (rows.next()) {
                    definitions.add(new Definition(rows.getString(1), rows.getString(2), rows.getString(3)));
                }
            }
        }
        return definitions;
    }
}
