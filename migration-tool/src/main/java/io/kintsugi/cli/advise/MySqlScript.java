package io.kintsugi.cli.advise;

import io.kintsugi.cli.sql.StatementScanner;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A script of MySQL, such as mysqldump writes: statements that end with semicolons. What stands under another DELIMITER
 * are the bodies of routines, which are no statements of an application. Stateless.
 */
final class MySqlScript {
    private static final Pattern DELIMITER = Pattern.compile("\\s*DELIMITER\\s+(\\S+)\\s*", Pattern.CASE_INSENSITIVE);

    private MySqlScript() {}

    static void read(BufferedReader lines, Consumer<String> statements) throws IOException {
        StatementScanner scanner = new StatementScanner(true);
        boolean bodies = false;
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            Matcher delimiter = DELIMITER.matcher(line);
            if (delimiter.matches() && scanner.isBetweenStatements()) {
                bodies = !delimiter.group(1).equals(";");
            } else if (!bodies) {
                scanner.feed(line + "\n").forEach(statements);
            }
        }
        scanner.finish().ifPresent(statements);
    }
}
