package io.kintsugi.testkit.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kintsugi.testkit.oracle.Dialect;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CaseReaderTest {
    private static final String HEAD = "title: t\nguards: g\n";

    @TempDir
    private Path folder = Path.of("");

    private ConformanceCase read(String text) throws IOException {
        Path file = folder.resolve("one.case");
        Files.writeString(file, text);
        return CaseReader.read(file, Map.of("shop", World.EMPTY));
    }

    @Test
    void everyFileOfTheProject_isRead() throws IOException {
        List<ConformanceCase> cases = CaseFiles.read(CaseFiles.folder());

        assertThat(cases).hasSizeGreaterThanOrEqualTo(200);
        assertThat(cases).extracting(ConformanceCase::name).doesNotHaveDuplicates();
    }

    @Test
    void aValue_takesTheIndentedLinesBelowIt() throws IOException {
        ConformanceCase found = read(HEAD + "sql: SELECT 1\n     FROM users\nrows:\n  1\n  2\n");

        Step step = found.steps().get(0);
        assertThat(step.sql()).isEqualTo("SELECT 1\nFROM users");
        assertThat(step.rows()).contains(List.of("1", "2"));
        assertThat(step.line()).isEqualTo(3);
    }

    @Test
    void aSessionBeforeItsStatement_opensTheStep() throws IOException {
        ConformanceCase found =
                read(HEAD + "session: one\nsql: SELECT 1\n\nsession: two\nsql: SELECT 2\n\nsql: SELECT 3\n");

        assertThat(found.steps()).extracting(Step::session).containsExactly("one", "two", "main");
    }

    @Test
    void tiers_ofTheMostSpecialQualifierCount() throws IOException {
        ConformanceCase found = read(
                HEAD
                        + "sql: SELECT 1\ntier: pass through\ntier(1): catalog\ntier(mysql): session\ntier(mysql 1): ddl job\n");

        Tiers tiers = found.steps().get(0).tiers();
        assertThat(tiers.find(Dialect.POSTGRESQL, 4)).contains("pass through");
        assertThat(tiers.find(Dialect.POSTGRESQL, 1)).contains("catalog");
        assertThat(tiers.find(Dialect.MYSQL, 4)).contains("session");
        assertThat(tiers.find(Dialect.MYSQL, 1)).contains("ddl job");
    }

    @Test
    void acceptedTiers_areWrittenWithAsFewQualifiersAsSayThem() {
        List<Dialect> both = List.of(Dialect.values());
        List<Integer> counts = List.of(1, 2, 4);
        Tiers seen = Tiers.NONE.with(
                Dialect.POSTGRESQL,
                Map.of(1, "pass through", 2, "streaming merge", 4, "streaming merge"),
                both,
                counts);

        assertThat(seen.lines()).containsExactly("tier: streaming merge", "tier(1): pass through");
        assertThat(seen.with(
                                Dialect.MYSQL,
                                Map.of(1, "pass through", 2, "refused K1002", 4, "refused K1002"),
                                both,
                                counts)
                        .find(Dialect.MYSQL, 2))
                .isEqualTo(Optional.of("refused K1002"));
    }

    @Test
    void anOrderByOutsideParentheses_isTakenToBeTotal() throws IOException {
        ConformanceCase found = read(
                HEAD
                        + "sql: SELECT 1 ORDER BY 1\n\nsql: SELECT (SELECT 1 ORDER BY 1)\n\nsql: SELECT 1 ORDER BY 1\norder: by 1\n");

        assertThat(found.steps())
                .extracting(step -> step.manner().order())
                .containsExactly(Step.Order.TOTAL, Step.Order.NONE, new Step.Order(false, List.of(1)));
    }

    @Test
    void parameters_keepTheirTypes() throws IOException {
        ConformanceCase found = read(HEAD
                + "sql: SELECT ?\nwith: 7, 'a, ''b''', null bigint, 7.50\n      bigint 8, x\n"
                        .replace(", x", ", true"));

        List<?> first = found.steps().get(0).parameters().get(0);
        assertThat(first).hasSize(4).first().hasToString("Parameter[value=7, type=4]");
        assertThat(first.get(1)).hasToString("Parameter[value=a, 'b', type=12]");
        assertThat(found.steps().get(0).parameters()).hasSize(2);
    }

    @Test
    void whatTheFormatDoesNotKnow_isAnErrorThatNamesTheLine() {
        assertWrong(HEAD + "sql: SELECT 1\ntier: fast\n", ":4: 'fast' is no tier");
        assertWrong(HEAD + "sql: SELECT 1\nspeed: 3\n", ":4: 'speed' means nothing in a step");
        assertWrong(HEAD + "worl: shop\nsql: SELECT 1\n", ":3: 'worl' means nothing here");
        assertWrong(HEAD + "world: sea\nsql: SELECT 1\n", ":3: there is no world 'sea', only [shop]");
        assertWrong(HEAD + "dialects: oracle\nsql: SELECT 1\n", ":3: there is no dialect 'oracle'");
        assertWrong(HEAD + "tables:\n  users: spread\nsql: SELECT 1\n", ":3: 'spread' says nothing about a table");
        assertWrong(HEAD + "sql: SELECT ?\nwith: money 3\n", ":4: 'money' is no type of a parameter");
        assertWrong(HEAD + "sql: SELECT 1\nand more\n", ":4: neither 'key: value'");
        assertWrong("title: t\nsql: SELECT 1\n", ":1: a case has a title");
    }

    private void assertWrong(String text, String message) {
        assertThatThrownBy(() -> read(text))
                .isInstanceOf(CaseFormatException.class)
                .hasMessageContaining(message);
    }
}
