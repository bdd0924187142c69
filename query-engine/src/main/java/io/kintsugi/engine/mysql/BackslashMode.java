package io.kintsugi.engine.mysql;

import com.mysql.cj.jdbc.JdbcConnection;
import com.mysql.cj.protocol.ServerSession;
import java.util.HashMap;
import java.util.Map;

/**
 * Whether a backslash escapes in the texts of a connection. The native driver quotes by the sql_mode that it read when
 * it connected, and would double each backslash of a value under NO_BACKSLASH_ESCAPES set since: the server would store
 * and compare another text than the one that was routed by. The server tells its mode with every answer.
 */
final class BackslashMode {
    private static final int SERVER_STATUS_NO_BACKSLASH_ESCAPES = 0x200;
    private static final String VARIABLE = "sql_mode";
    private static final String MODE = "NO_BACKSLASH_ESCAPES";

    private BackslashMode() {}

    /** Before the native driver quotes anything. */
    static void follow(JdbcConnection connection) {
        ServerSession session = connection.getSession().getServerSession();
        boolean plain = (session.getStatusFlags() & SERVER_STATUS_NO_BACKSLASH_ESCAPES) != 0;
        if (plain == session.isNoBackslashEscapesSet()) {
            return;
        }
        // A copy: with cacheServerConfiguration connections share the map.
        Map<String, String> variables = new HashMap<>(session.getServerVariables());
        String modes = variables.getOrDefault(VARIABLE, "");
        variables.put(VARIABLE, plain ? modes + "," + MODE : modes.replace(MODE, ""));
        session.setServerVariables(variables);
    }
}
