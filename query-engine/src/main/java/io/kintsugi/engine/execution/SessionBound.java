package io.kintsugi.engine.execution;

import java.util.regex.Pattern;

/** Tells statements whose effect stays with a server's session, not with its transaction. Stateless. */
final class SessionBound {
    /** Where such a word is only part of a text or a comment, the session keeps a connection that it need not keep. */
    private static final Pattern LASTING =
            Pattern.compile("\\b(pg_(try_)?advisory_lock|get_lock|listen\\b)", Pattern.CASE_INSENSITIVE);

    private SessionBound() {}

    /** @param sql of a statement that goes to the catalog */
    static boolean isIn(String sql) {
        return LASTING.matcher(sql).find();
    }
}
