package io.kintsugi.cli.sql;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.jline.reader.Candidate;
import org.jline.reader.Completer;
import org.jline.reader.LineReader;
import org.jline.reader.ParsedLine;

/** Completes keywords, backslash commands and the names of tables and columns, which are read at the first use. */
final class ShellCompleter implements Completer {
    private static final List<String> KEYWORDS = List.of(
            ("alter analyze and as asc begin between by case commit create cross default delete desc distinct drop else"
                            + " end exists explain (route) false from full group having in index inner insert into is"
                            + " join left like limit not null offset on or order outer primary key references release"
                            + " returning right rollback savepoint select set show table then true truncate union update"
                            + " using values view when where with")
                    .split(" "));
    private static final List<String> COMMANDS =
            List.of("\\d", "\\dt", "\\x", "\\timing", "\\i", "\\conninfo", "\\?", "\\q");
    private static final String NAMES = """
            SELECT c.relname FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
            WHERE c.relkind IN ('r', 'p', 'v', 'm') AND n.nspname !~ '^(pg_|information_schema|kintsugi$)'
            UNION SELECT a.attname FROM pg_catalog.pg_attribute a
            JOIN pg_catalog.pg_class c ON c.oid = a.attrelid JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
            WHERE c.relkind IN ('r', 'p', 'v', 'm') AND a.attnum > 0 AND NOT a.attisdropped
                AND n.nspname !~ '^(pg_|information_schema|kintsugi$)'
            LIMIT 5000""";
    private static final String MYSQL_NAMES = """
            SELECT table_name FROM information_schema.tables WHERE table_schema = DATABASE()
            UNION SELECT column_name FROM information_schema.columns WHERE table_schema = DATABASE()
            LIMIT 5000""";
    private static final int SECONDS_MAX = 2;

    private final StatementRunner runner;
    private final Set<String> names = new TreeSet<>();
    private boolean asked;

    ShellCompleter(StatementRunner runner) {
        this.runner = runner;
    }

    @Override
    public void complete(LineReader reader, ParsedLine line, List<Candidate> candidates) {
        String word = line.word().toLowerCase(Locale.ROOT);
        List<String> known = new ArrayList<>(word.startsWith("\\") ? COMMANDS : KEYWORDS);
        if (!word.startsWith("\\")) {
            known.addAll(names());
        }
        known.stream().filter(name -> name.startsWith(word)).forEach(name -> candidates.add(new Candidate(name)));
    }

    private Set<String> names() {
        if (asked) {
            return names;
        }
        asked = true;
        try (Statement statement = runner.connection().createStatement()) {
            statement.setQueryTimeout(SECONDS_MAX);
            try (ResultSet rows = statement.executeQuery(runner.isMySql() ? MYSQL_NAMES : NAMES)) {
                while (rows.next()) {
                    names.add(rows.getString(1));
                }
            }
        } catch (SQLException failure) {
            // Completion offers what it knows: in an aborted transaction that is the keywords. Ask again next time.
            asked = false;
        }
        return names;
    }
}
