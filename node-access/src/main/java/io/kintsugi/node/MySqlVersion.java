package io.kintsugi.node;

import io.kintsugi.errors.ErrorCode;
import io.kintsugi.errors.ShardException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The servers that Kintsugi's statements are written for. */
final class MySqlVersion {
    private static final Pattern PARTS = Pattern.compile("(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})");

    /** Has all that Kintsugi sends: 8.0.31 came with INTERSECT and EXCEPT. */
    private static final int OLDEST = 8_000_031;

    private MySqlVersion() {}

    /** Asks what the server said of itself when the connection was opened; SERVER_UNSUPPORTED. */
    static void requireSupported(Connection connection) throws SQLException {
        requireSupported(connection.getMetaData().getDatabaseProductVersion());
    }

    /** @param version as MySQL's VERSION() tells it */
    static void requireSupported(String version) {
        if (version.contains("MariaDB")) {
            throw new ShardException(
                    ErrorCode.SERVER_UNSUPPORTED,
                    "The server is MariaDB (" + version + "): to Kintsugi that is another database than MySQL.");
        }
        Matcher parts = PARTS.matcher(version);
        if (!parts.lookingAt() || number(parts) < OLDEST) {
            throw new ShardException(
                    ErrorCode.SERVER_UNSUPPORTED, "The server is MySQL " + version + ", older than 8.0.31.");
        }
    }

    private static int number(Matcher parts) {
        return Integer.parseInt(parts.group(1)) * 1_000_000
                + Integer.parseInt(parts.group(2)) * 1_000
                + Integer.parseInt(parts.group(3));
    }
}
