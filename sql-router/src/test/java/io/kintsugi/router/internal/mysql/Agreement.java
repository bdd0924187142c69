package io.kintsugi.router.internal.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import io.kintsugi.errors.ShardException;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.function.UnaryOperator;

/** Counts how often the server and our parser read a text alike. Confined to one test. */
final class Agreement {
    /** What one text assigns gives the variable its type for the next one (NULL would leave it): each begins alike. */
    private static final String SAME_START = "SET @v = ''";

    private final Statement server;
    private int alike;
    private int refusedByBoth;
    private int refusedByServer;
    private int refusedByUs;

    Agreement(Statement server) {
        this.server = server;
    }

    /**
     * Compares the server's reading of a text with its reading of the same text rewritten from our tree, and fails when
     * they differ.
     *
     * @param rewrite refuses with our error what we do not understand
     */
    void compare(String sql, UnaryOperator<String> rewrite) throws SQLException {
        String read = reading(sql);
        String rewritten;
        try {
            rewritten = rewrite.apply(sql);
        } catch (ShardException refused) {
            refused(sql, read, refused);
            return;
        }
        if (read.isEmpty()) {
            refusedByServer++;
            return;
        }
        assertThat(reading(rewritten)).as(sql + "\n" + rewritten).isEqualTo(read);
        alike++;
    }

    private String reading(String sql) throws SQLException {
        server.execute(SAME_START);
        return ServerReading.of(server, sql);
    }

    private void refused(String sql, String read, ShardException refused) {
        if (read.isEmpty()) {
            refusedByBoth++;
            return;
        }
        refusedByUs++;
        System.out.println("refused by us only: " + sql + "\n   " + refused.description());
    }

    /** Most texts must have been read alike; of what the server reads we may refuse a few in a thousand. */
    void check(String what, int alikeMin, int refusedPerMilleMax) {
        System.out.printf(
                "%s: %d alike, refused by both %d, by the server only %d, by us only %d%n",
                what, alike, refusedByBoth, refusedByServer, refusedByUs);
        assertThat(alike).isGreaterThanOrEqualTo(alikeMin);
        assertThat(refusedByUs * 1_000L).isLessThanOrEqualTo((long) refusedPerMilleMax * alike);
    }
}
