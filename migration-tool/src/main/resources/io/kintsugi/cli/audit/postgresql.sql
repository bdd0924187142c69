-- The definitions of a PostgreSQL database, as statements in the order in which they could be run: kind, name, text.
-- Constraints, defaults and identities stand alone, so that each can be judged by itself.
WITH own_schema AS (
    SELECT oid, nspname FROM pg_namespace
    WHERE nspname NOT IN ('pg_catalog', 'information_schema', 'kintsugi') AND nspname !~ '^pg_(toast|temp)'
), member AS (
    SELECT classid, objid FROM pg_depend WHERE deptype = 'e'
), relation AS (
    SELECT c.*, n.nspname, c.oid::regclass::text AS shown
    FROM pg_class c JOIN own_schema n ON n.oid = c.relnamespace
    WHERE c.relpersistence <> 't' AND ('pg_class'::regclass, c.oid) NOT IN (SELECT classid, objid FROM member)
), own_column AS (
    SELECT r.oid, r.shown, a.attname, a.attnum, a.attnotnull, a.attidentity, a.attgenerated, a.attislocal,
        format_type(a.atttypid, a.atttypmod) AS type_name,
        CASE WHEN a.attcollation NOT IN (0, t.typcollation) THEN ' COLLATE ' || quote_ident(l.collname) END AS collated,
        pg_get_expr(d.adbin, d.adrelid) AS expression
    FROM relation r
    JOIN pg_attribute a ON a.attrelid = r.oid AND a.attnum > 0 AND NOT a.attisdropped
    JOIN pg_type t ON t.oid = a.atttypid
    LEFT JOIN pg_collation l ON l.oid = a.attcollation
    LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
    WHERE r.relkind IN ('r', 'p') AND NOT r.relispartition
), definition AS (
    SELECT 1 AS step, nspname::text AS name, 0::bigint AS place, 'schema' AS kind,
        format('CREATE SCHEMA %I', nspname) AS text
    FROM own_schema WHERE nspname <> 'public'
    UNION ALL
    SELECT 2, extname, 0, 'extension', format('CREATE EXTENSION %I', extname)
    FROM pg_extension WHERE extname <> 'plpgsql'
    UNION ALL
    SELECT 3, t.oid::regtype::text, 0, 'type', format('CREATE TYPE %s AS ENUM (%s)', t.oid::regtype,
        (SELECT string_agg(quote_literal(enumlabel), ', ' ORDER BY enumsortorder) FROM pg_enum WHERE enumtypid = t.oid))
    FROM pg_type t JOIN own_schema n ON n.oid = t.typnamespace
    WHERE t.typtype = 'e' AND ('pg_type'::regclass, t.oid) NOT IN (SELECT classid, objid FROM member)
    UNION ALL
    SELECT 3, t.oid::regtype::text, 1, 'domain',
        format('CREATE DOMAIN %s AS %s', t.oid::regtype, format_type(t.typbasetype, t.typtypmod))
    FROM pg_type t JOIN own_schema n ON n.oid = t.typnamespace
    WHERE t.typtype = 'd' AND ('pg_type'::regclass, t.oid) NOT IN (SELECT classid, objid FROM member)
    UNION ALL
    SELECT 4, p.oid::regprocedure::text, 0, CASE p.prokind WHEN 'p' THEN 'procedure' ELSE 'function' END,
        rtrim(pg_get_functiondef(p.oid), E'\n')
    FROM pg_proc p JOIN own_schema n ON n.oid = p.pronamespace
    WHERE p.prokind IN ('f', 'p', 'w') AND ('pg_proc'::regclass, p.oid) NOT IN (SELECT classid, objid FROM member)
    UNION ALL
    SELECT 5, r.shown, 0, 'sequence', format('CREATE SEQUENCE %s', r.shown)
    FROM relation r
    WHERE r.relkind = 'S' AND NOT EXISTS (
        SELECT FROM pg_depend d
        WHERE d.classid = 'pg_class'::regclass AND d.objid = r.oid AND d.deptype IN ('a', 'i'))
    UNION ALL
    SELECT 6, r.shown, r.oid::bigint, 'table', format('CREATE%s TABLE %s (%s)%s%s',
        CASE r.relpersistence WHEN 'u' THEN ' UNLOGGED' ELSE '' END, r.shown,
        (SELECT string_agg(format('%I %s%s%s%s', attname, type_name, collated,
            CASE WHEN attgenerated <> '' THEN format(' GENERATED ALWAYS AS (%s) STORED', expression) END,
            CASE WHEN attnotnull THEN ' NOT NULL' END), ', ' ORDER BY attnum)
            FROM own_column o WHERE o.oid = r.oid AND o.attislocal),
        (SELECT format(' INHERITS (%s)', string_agg(i.inhparent::regclass::text, ', ' ORDER BY inhseqno))
            FROM pg_inherits i WHERE i.inhrelid = r.oid HAVING count(*) > 0),
        CASE WHEN r.relkind = 'p' THEN ' PARTITION BY ' || pg_get_partkeydef(r.oid) END)
    FROM relation r WHERE r.relkind IN ('r', 'p') AND NOT r.relispartition
    UNION ALL
    SELECT 7, r.shown, r.oid::bigint, 'partition', format('CREATE TABLE %s PARTITION OF %s %s', r.shown,
        i.inhparent::regclass, pg_get_expr(r.relpartbound, r.oid))
    FROM relation r JOIN pg_inherits i ON i.inhrelid = r.oid
    WHERE r.relispartition AND r.relkind IN ('r', 'p')
    UNION ALL
    SELECT 7, r.shown, r.oid::bigint, 'foreign table', format('CREATE FOREIGN TABLE %s () SERVER %I', r.shown, s.srvname)
    FROM relation r JOIN pg_foreign_table f ON f.ftrelid = r.oid JOIN pg_foreign_server s ON s.oid = f.ftserver
    UNION ALL
    SELECT 8, o.shown || '.' || quote_ident(o.attname), o.attnum, 'default',
        CASE WHEN o.attidentity <> ''
            THEN format('ALTER TABLE %s ALTER COLUMN %I ADD GENERATED %s AS IDENTITY', o.shown, o.attname,
                CASE o.attidentity WHEN 'a' THEN 'ALWAYS' ELSE 'BY DEFAULT' END)
            ELSE format('ALTER TABLE %s ALTER COLUMN %I SET DEFAULT %s', o.shown, o.attname, o.expression) END
    FROM own_column o
    WHERE o.attislocal AND (o.attidentity <> '' OR (o.expression IS NOT NULL AND o.attgenerated = ''))
    UNION ALL
    SELECT CASE k.contype WHEN 'f' THEN 10 ELSE 9 END, r.shown || ' constraint ' || quote_ident(k.conname),
        CASE k.contype WHEN 'p' THEN 0 ELSE 1 END, 'constraint',
        format('ALTER TABLE %s ADD CONSTRAINT %I %s', r.shown, k.conname, pg_get_constraintdef(k.oid))
    FROM pg_constraint k JOIN relation r ON r.oid = k.conrelid
    WHERE k.contype IN ('p', 'u', 'x', 'c', 'f') AND k.conparentid = 0 AND k.conislocal AND NOT r.relispartition
    UNION ALL
    SELECT 11, i.indexrelid::regclass::text, 0, 'index', pg_get_indexdef(i.indexrelid)
    FROM pg_index i JOIN relation r ON r.oid = i.indrelid AND NOT r.relispartition AND r.relkind IN ('r', 'p', 'm')
    WHERE NOT EXISTS (SELECT FROM pg_constraint k WHERE k.conindid = i.indexrelid AND k.contype IN ('p', 'u', 'x'))
    UNION ALL
    SELECT 12, r.shown, r.oid::bigint, CASE r.relkind WHEN 'm' THEN 'materialized view' ELSE 'view' END,
        format('CREATE %s %s AS %s', CASE r.relkind WHEN 'm' THEN 'MATERIALIZED VIEW' ELSE 'VIEW' END, r.shown,
            rtrim(pg_get_viewdef(r.oid), ';'))
    FROM relation r WHERE r.relkind IN ('v', 'm')
    UNION ALL
    SELECT 13, r.shown || ' trigger ' || quote_ident(t.tgname), 0, 'trigger', pg_get_triggerdef(t.oid)
    FROM pg_trigger t JOIN relation r ON r.oid = t.tgrelid
    WHERE NOT t.tgisinternal AND t.tgparentid = 0
    UNION ALL
    SELECT 13, r.shown || ' rule ' || quote_ident(w.rulename), 0, 'rule', rtrim(pg_get_ruledef(w.oid), ';')
    FROM pg_rewrite w JOIN relation r ON r.oid = w.ev_class WHERE w.rulename <> '_RETURN'
    UNION ALL
    SELECT 14, r.shown, 0, 'row security', format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', r.shown)
    FROM relation r WHERE r.relrowsecurity
)
SELECT kind, name, text FROM definition ORDER BY step, place, name
