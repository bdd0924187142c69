package io.kintsugi.node;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What an object looks like on a server, as a digest and a birthday.
 *
 * @param definitionDigest of its SHOW CREATE, without what rows change (the next AUTO_INCREMENT); {@link #ABSENT} where
 *     there is none
 * @param life the server's identity and the time the object was made there: TRUNCATE and a rebuild change it
 *     and leave the definition as it was. It means something on that server alone
 */
record MySqlObjectState(DdlObject object, String definitionDigest, String life) {
    private static final String ABSENT = "absent";

    /** Stands only outside of quotes: a comment in a definition has its own quotes doubled. */
    private static final Pattern NEXT_ID = Pattern.compile("(?m)^(\\) ENGINE=\\S+)( AUTO_INCREMENT=\\d+)");

    private static final String LIFE = """
            SELECT @@global.server_uuid, create_time FROM information_schema.tables
            WHERE table_schema = coalesce(?, DATABASE()) AND table_name = ?""";

    private static final String DIGEST_SEPARATOR = ":";

    /** Behind the server in the life of what was read under {@link MySqlFixedSettings}. */
    private static final String FIXED = "fixed:";

    /** The same in every session: how a definition is written depends on settings, and so does a birthday. */
    static MySqlObjectState read(Connection connection, DdlObject object) throws SQLException {
        return MySqlFixedSettings.under(connection, () -> {
            String life = life(connection, object);
            int end = life.indexOf(DIGEST_SEPARATOR) + 1;
            return new MySqlObjectState(
                    object,
                    definition(connection, object),
                    life.substring(0, end) + (end == 0 ? DIGEST_SEPARATOR : "") + FIXED + life.substring(end));
        });
    }

    /** The object now, read as this note of it was: those of older versions depend on the session. */
    MySqlObjectState now(Connection connection) throws SQLException {
        return life.contains(DIGEST_SEPARATOR + FIXED)
                ? read(connection, object)
                : new MySqlObjectState(object, definition(connection, object), life(connection, object));
    }

    static MySqlObjectState noted(ResultSet rows) throws SQLException {
        DdlObject object = new DdlObject(
                DdlObject.Kind.valueOf(rows.getString(1)), Optional.ofNullable(rows.getString(2)), rows.getString(3));
        return new MySqlObjectState(object, rows.getString(4), rows.getString(5));
    }

    /** Whether something was done to the object since. */
    boolean differsFrom(MySqlObjectState before) {
        if (!definitionDigest.equals(before.definitionDigest)) {
            return true;
        }
        return isOfSameServer(before) && !life.equals(before.life);
    }

    /** After a failover the copy of a table has a birthday of its own, which says nothing. */
    private boolean isOfSameServer(MySqlObjectState before) {
        return server(life).equals(server(before.life));
    }

    private static String server(String life) {
        int end = life.indexOf(DIGEST_SEPARATOR);
        return end < 0 ? "" : life.substring(0, end);
    }

    private static String definition(Connection connection, DdlObject object) throws SQLException {
        String qualified = object.kind() == DdlObject.Kind.DATABASE
                ? identifier(object.name())
                : object.database().map(database -> identifier(database) + ".").orElse("") + identifier(object.name());
        try (Statement statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery("SHOW CREATE " + object.kind().name() + " " + qualified)) {
            return rows.next() ? sha256(text(object.kind(), rows)) : ABSENT;
        } catch (SQLException failed) {
            if (MySqlErrors.isAbsent(failed)) {
                return ABSENT;
            }
            throw failed;
        }
    }

    /** Tables, views and databases: the second column; the others have the settings they were made under before it. */
    private static String text(DdlObject.Kind kind, ResultSet rows) throws SQLException {
        return switch (kind) {
            case TABLE -> NEXT_ID.matcher(rows.getString(2)).replaceAll("$1");
            case DATABASE -> rows.getString(2);
            case PROCEDURE, FUNCTION, TRIGGER -> rows.getString(2) + "\n" + rows.getString(3);
            case EVENT -> rows.getString(2) + "\n" + rows.getString(3) + "\n" + rows.getString(4);
        };
    }

    private static String life(Connection connection, DdlObject object) throws SQLException {
        if (object.kind() != DdlObject.Kind.TABLE) {
            return "";
        }
        try (PreparedStatement select = connection.prepareStatement(LIFE)) {
            select.setString(1, object.database().orElse(null));
            select.setString(2, object.name());
            try (ResultSet rows = select.executeQuery()) {
                return rows.next() ? rows.getString(1) + DIGEST_SEPARATOR + rows.getString(2) : "";
            }
        }
    }

    private static String identifier(String name) {
        return "`" + name.replace("`", "``") + "`";
    }

    private static String sha256(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }
}
