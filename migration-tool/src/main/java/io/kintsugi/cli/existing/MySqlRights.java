package io.kintsugi.cli.existing;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What an account of MySQL may see: the server leaves out of its answers what the account has no right to. */
final class MySqlRights {
    private static final Pattern GRANT = Pattern.compile("GRANT (.*?) ON (`.*`|\\*)\\.\\* TO .*");
    private static final List<String> NEEDED = List.of("SELECT", "SHOW VIEW", "TRIGGER", "EVENT");
    /** Without one of them the text of routines is hidden. */
    private static final List<String> ROUTINES = List.of("SHOW_ROUTINE", "CREATE ROUTINE", "ALTER ROUTINE", "EXECUTE");

    private MySqlRights() {}

    /** The statement that would let an account see all. */
    static String grants(String database) {
        return "Let the administrator say: GRANT SELECT, SHOW VIEW, TRIGGER, EVENT ON `" + database.replace("`", "``")
                + "`.* TO the account, and GRANT SHOW_ROUTINE ON *.*.";
    }

    /** Told where the account might not see the whole schema. */
    static Optional<Note> note(Connection connection) throws SQLException {
        String database = connection.getCatalog();
        Set<String> granted = granted(connection, database);
        List<String> missing = new ArrayList<>();
        NEEDED.stream().filter(right -> !granted.contains(right)).forEach(missing::add);
        if (ROUTINES.stream().noneMatch(granted::contains)) {
            missing.add(ROUTINES.get(0));
        }
        if (missing.isEmpty() || granted.contains("ALL PRIVILEGES")) {
            return Optional.empty();
        }
        return Optional.of(new Note(
                "account",
                "The account has no " + String.join(", ", missing) + " on all of the database: what the server hides"
                        + " from it is not judged here.",
                grants(database)));
    }

    private static Set<String> granted(Connection connection, String database) throws SQLException {
        Set<String> rights = new HashSet<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SHOW GRANTS FOR CURRENT_USER()" + roles(connection))) {
            while (rows.next()) {
                Matcher grant = GRANT.matcher(rows.getString(1));
                if (grant.matches() && isOf(grant.group(2), database)) {
                    rights.addAll(
                            List.of(grant.group(1).toUpperCase(Locale.ROOT).split(",\\s*")));
                }
            }
        }
        return rights;
    }

    /** Rights that come with roles are shown only where these are named. */
    private static String roles(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT CURRENT_ROLE()")) {
            row.next();
            String roles = row.getString(1);
            return roles.equals("NONE") ? "" : " USING " + roles;
        }
    }

    /** A name in GRANT may be a pattern; one that is more than the name itself is not taken to include it. */
    private static boolean isOf(String target, String database) {
        String name = target.replaceAll("^`|`$", "").replace("``", "`").replace("\\_", "_");
        return target.equals("*") || name.equals(database) || name.equals("%");
    }
}
