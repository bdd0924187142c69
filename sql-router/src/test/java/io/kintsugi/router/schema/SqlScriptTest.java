package io.kintsugi.router.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kintsugi.errors.ShardException;
import java.util.List;
import org.junit.jupiter.api.Test;

class SqlScriptTest {
    @Test
    void statements_areSplitAtSemicolons_withTheirLines() {
        List<SqlScript.ScriptStatement> statements =
                SqlScript.split("-- first\nSELECT 1;\n\n/* x; */ SELECT 2 ;;\nSELECT 3");
        assertThat(statements)
                .containsExactly(
                        new SqlScript.ScriptStatement("SELECT 1", 2),
                        new SqlScript.ScriptStatement("SELECT 2", 4),
                        new SqlScript.ScriptStatement("SELECT 3", 5));
    }

    @Test
    void semicolons_insideQuotesCommentsAndParentheses_doNotSplit() {
        assertThat(texts("SELECT ';', \"a;b\", E'\\';', $$;$$, $tag$ $$; $tag$ /* ; /* ; */ ; */ -- ;\n, 1; SELECT 2"))
                .hasSize(2);
        assertThat(texts("CREATE RULE r AS ON INSERT TO t DO ALSO (DELETE FROM a; DELETE FROM b); SELECT 1"))
                .hasSize(2);
        assertThat(texts("SELECT 'it''s;', a$b$, 'x\\'; SELECT 2")).hasSize(2);
    }

    @Test
    void semicolons_insideAtomicBodies_doNotSplit() {
        String function =
                "CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT CASE WHEN true THEN 1 ELSE 2 END; SELECT 2; END";
        assertThat(texts(function + "; BEGIN; SELECT 1; END;")).containsExactly(function, "BEGIN", "SELECT 1", "END");
    }

    @Test
    void clientCommandsAndCopyData_areLeftOut() {
        String dump =
                "\\connect shop\nCOPY t (a) FROM stdin;\n1;\n'unbalanced\n\\.\nCREATE TABLE u (a int);\n\\unrestrict x\n";
        assertThat(texts(dump)).containsExactly("COPY t (a) FROM stdin", "CREATE TABLE u (a int)");
    }

    @Test
    void unfinishedQuotes_areRefusedWithTheLineTheyStartOn() {
        assertThatThrownBy(() -> SqlScript.split("SELECT 1;\nSELECT 'a"))
                .isInstanceOf(ShardException.class)
                .hasMessageContaining("Line 2");
        assertThatThrownBy(() -> SqlScript.split("SELECT 1;\n\nSELECT $x$ a $y$"))
                .hasMessageContaining("Line 3")
                .hasMessageContaining("dollar quote");
        assertThatThrownBy(() -> SqlScript.split("/* a")).hasMessageContaining("comment");
        assertThatThrownBy(() -> SqlScript.split("SELECT 1\n\\g")).hasMessageContaining("client command");
    }

    private static List<String> texts(String script) {
        return SqlScript.split(script).stream()
                .map(SqlScript.ScriptStatement::text)
                .toList();
    }
}
