package io.kintsugi.router.lexer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class PinnedClockTest {
    private static final String INSTANT = "2024-02-29 12:30:00.123456+00";

    private static String value(String type) {
        return "CAST(CAST('" + INSTANT + "' AS pg_catalog.timestamptz) AS pg_catalog." + type + ")";
    }

    private static void assertPinned(String text, String expected) {
        assertThat(PinnedClock.in(text, INSTANT)).isEqualTo(expected);
    }

    @Test
    void calls_areReplacedInEveryForm() {
        assertPinned("x > now()", "x > " + value("timestamptz"));
        assertPinned("x > pg_catalog . NOW ( ) - ?", "x > " + value("timestamptz") + " - ?");
        assertPinned("x = \"now\"()", "x = " + value("timestamptz"));
        assertPinned("(current_date+1)", "(" + value("date") + "+1)");
        assertPinned("x < CURRENT_TIMESTAMP(3)", "x < " + value("timestamptz(3)"));
        assertPinned("x < localtime", "x < " + value("time"));
    }

    @Test
    void namesOfColumns_stay() {
        String named = "(SELECT \"now\" FROM (SELECT " + value("timestamptz") + ") AS kintsugi (\"now\"))";
        assertPinned("SELECT now(), now()::date FROM t", "SELECT " + named + ", " + named + "::date FROM t");
        assertPinned("SELECT DISTINCT now() FROM t", "SELECT DISTINCT " + named + " FROM t");
    }

    @Test
    void whatOnlyLooksLikeIt_stays() {
        for (String text : new String[] {
            "SELECT 'now()', now, app.now(), t.current_date, now(1), \"current_date\", $$now()$$ FROM now -- now()",
            "SELECT clock_timestamp(), statement_timestamp() /* current_date */"
        }) {
            assertPinned(text, text);
        }
    }
}
