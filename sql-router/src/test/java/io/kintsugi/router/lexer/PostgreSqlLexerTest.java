package io.kintsugi.router.lexer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kintsugi.errors.ErrorCode;
import io.kintsugi.errors.ShardException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PostgreSqlLexerTest {
    private final SqlLexer jdbc = SqlLexer.postgreSql(ParameterStyle.QUESTION_MARK);
    private final SqlLexer wire = SqlLexer.postgreSql(ParameterStyle.NUMBERED);

    private static List<String> texts(LexedSql sql) {
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < sql.count(); i++) {
            texts.add(sql.kind(i) + ":" + sql.text(i));
        }
        return texts;
    }

    @Test
    void lex_ofPointSelect_givesTokensWithOffsets() {
        LexedSql sql = jdbc.lex("SELECT a.\"B\" FROM t -- note\nWHERE id=?");
        assertThat(texts(sql))
                .containsExactly(
                        "WORD:SELECT",
                        "WORD:a",
                        "PUNCTUATION:.",
                        "QUOTED_IDENTIFIER:\"B\"",
                        "WORD:FROM",
                        "WORD:t",
                        "WORD:WHERE",
                        "WORD:id",
                        "OPERATOR:=",
                        "PARAMETER:?");
        assertThat(sql.hasComments()).isTrue();
        assertThat(sql.parameterCount()).isEqualTo(1);
        assertThat(sql.isKeyword(0, "SELECT")).isTrue();
        assertThat(sql.isKeyword(3, "B")).isFalse();
        assertThat(sql.position(6)).isEqualTo("line 2, column 1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '\u0002',
            value = {
                "a=-1 ~ a|=|-|1",
                "a*-b ~ a|*|-|b",
                "a<>-b ~ a|<>|-|b",
                "a@-b ~ a|@-|b",
                "a+-+b ~ a|+|-|+|b",
                "x::int[] ~ x|::|int|[|]",
                "a:=1 ~ a|:=|1",
                "1.5e-3 ~ 1.5e-3",
                "1..2 ~ 1|..|2",
                ".5 ~ .5",
                "a.b ~ a|.|b",
                "0x1F ~ 0x1F",
                "1_000 ~ 1_000",
                "a--b ~ a",
                "a/*x/*y*/z*/b ~ a|b",
                "a@/*c*/b ~ a|@|b",
                "e'a''b' ~ e'a''b'",
                "n$1 ~ n$1",
                "$1+$2 ~ $1|+|$2",
                "\u00e9t\u00e9 ~ \u00e9t\u00e9",
                "$a$ $b$ $a$ ~ $a$ $b$ $a$",
                "$$a$$ ~ $$a$$",
                "a ?| b ~ a|?||b",
                "a=>1 ~ a|=>|1",
                "'a' 'b' ~ 'a'|'b'"
            })
    void lex_ofTrickyText_partsItAsPostgreSql(String sql, String expected) {
        LexedSql lexed = wire.lex(sql.strip());
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < lexed.count(); i++) {
            texts.add(lexed.text(i));
        }
        assertThat(String.join("|", texts)).isEqualTo(expected.strip());
    }

    @Test
    void lex_ofQuestionMarks_followsTheParameterStyle() {
        assertThat(texts(jdbc.lex("a=? and b ??| c and d ?? e")))
                .containsExactly(
                        "WORD:a",
                        "OPERATOR:=",
                        "PARAMETER:?",
                        "WORD:and",
                        "WORD:b",
                        "OPERATOR:??|",
                        "WORD:c",
                        "WORD:and",
                        "WORD:d",
                        "OPERATOR:??",
                        "WORD:e");
        assertThat(jdbc.lex("b ??| c").operator(1)).isEqualTo("?|");
        assertThat(texts(wire.lex("a ? b"))).containsExactly("WORD:a", "OPERATOR:?", "WORD:b");
        assertThatThrownBy(() -> jdbc.lex("a = ? and b = $1")).isInstanceOf(ShardException.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '\u0002',
            value = {
                "SELECT 'abc ~ line 1, column 8",
                "SELECT \"abc ~ line 1, column 8",
                "SELECT /* a /* b */ ~ line 1, column 8",
                "SELECT $x$ abc $y$ ~ line 1, column 8",
                "SELECT E'a\\' ~ line 1, column 8",
                "SELECT 1a ~ line 1, column 8",
                "SELECT {d} ~ line 1, column 8",
                "SELECT `a` ~ line 1, column 11",
                "SELECT $0 ~ line 1, column 8",
                "SELECT \"\" ~ line 1, column 8",
                "SELECT 0x ~ line 1, column 8",
                "SELECT $99999 ~ line 1, column 8",
                "SELECT \\ ~ line 1, column 8"
            })
    void lex_ofBrokenText_namesThePlace(String sql, String place) {
        if (sql.contains("`")) {
            assertThat(wire.lex(sql).kind(1)).isEqualTo(TokenKind.OPERATOR);
            return;
        }
        assertThatThrownBy(() -> wire.lex(sql.strip()))
                .isInstanceOfSatisfying(
                        ShardException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.SYNTAX_NOT_UNDERSTOOD))
                .hasMessageContaining(place.strip());
    }

    @ParameterizedTest
    @ValueSource(strings = {"SELECT \u0000", "SELECT 'a\u0000'", "SELECT $$\u0000$$", "SELECT \"a\u0000\""})
    void lex_ofNul_isRefused(String sql) {
        assertThatThrownBy(() -> wire.lex(sql)).isInstanceOf(ShardException.class);
    }

    @Test
    void unquote_ofEachForm_decodesAsPostgreSql() {
        assertThat(value("'it''s'")).isEqualTo("it's");
        assertThat(value("'a\\n'")).isEqualTo("a\\n");
        assertThat(value("E'a\\n\\t\\\\\\'\\x41\\101\\u00e9\\U0001F600'")).isEqualTo("a\n\t\\'AA\u00e9\ud83d\ude00");
        assertThat(value("E'\\xc3\\xa9'")).isEqualTo("\u00e9");
        assertThat(value("E'a''b'")).isEqualTo("a'b");
        assertThat(value("U&'d\\0061t\\+000061'")).isEqualTo("data");
        assertThat(value("U&'d!0061t!!' UESCAPE '!'")).isEqualTo("dat!");
        assertThat(value("$q$a$$'b$q$")).isEqualTo("a$$'b");
        assertThat(value("'a'\n  'b' -- 'c'\n'd'")).isEqualTo("abd");
        assertThat(value("B'101'")).isEqualTo("101");
        assertThat(value("x'1F'")).isEqualTo("1F");
        assertThat(value("N'x'")).isEqualTo("x");
        assertThat(wire.lex("U&\"d\\0061t\"").identifier(0)).isEqualTo("dat");
        assertThat(wire.lex("\"a\"\"B\"").identifier(0)).isEqualTo("a\"B");
        assertThat(wire.lex("\u00c9tA").identifier(0)).isEqualTo("\u00c9ta");
    }

    private String value(String literal) {
        LexedSql sql = wire.lex(literal);
        assertThat(sql.count()).as(literal).isEqualTo(1);
        return sql.unquote(0);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "E'\\x00'",
                "E'\\uD800'",
                "E'\\xff'",
                "E'\\u12'",
                "U&'\\00'",
                "U&'\\D800'",
                "U&'a' UESCAPE '+'",
                "E'\\U00110000'"
            })
    void unquote_ofImpossibleEscape_isRefused(String literal) {
        assertThatThrownBy(() -> wire.lex(literal).unquote(0)).isInstanceOf(ShardException.class);
    }

    @Test
    void hints_ofBothForms_areFound() {
        assertThat(jdbc.lex("/*kintsugi: shard=s0 */ SELECT 1").hints())
                .containsExactly(new RoutingHint("shard=s0", 0, 23));
        assertThat(jdbc.lex("SELECT /*+ kintsugi(shard=s0) */ 1").hints().get(0).text())
                .isEqualTo("shard=s0");
        assertThat(jdbc.lex("SELECT /*+ INDEX(t) */ 1").hints()).isEmpty();
    }

    @Test
    void lex_ofRandomSoup_agreesWithTheSlowReference() {
        long seed = 20_261_120L;
        System.out.println("soup seed " + seed);
        Random random = new Random(seed);
        for (int round = 0; round < 50_000; round++) {
            String soup = soup(random);
            assertThat(actual(soup)).as(soup).isEqualTo(SlowLexer.tokens(soup));
        }
    }

    private static final String[] PIECES = {
        "a",
        "B1",
        "_x$",
        "'a'",
        "''",
        "'it''s'",
        "e'\\''",
        "E'x'",
        "n'y'",
        "b'01'",
        "x'f'",
        "\"q\"",
        "\"a\"\"b\"",
        "$$d$$",
        "$t$ '\" $t$",
        "1",
        "2.5",
        "1e5",
        ".7",
        "$1",
        "$12",
        "(",
        ")",
        "[",
        "]",
        ",",
        ";",
        ".",
        ":",
        "::",
        ":=",
        "+",
        "-",
        "*",
        "/",
        "<",
        ">",
        "=",
        "@",
        "!",
        "#",
        "%",
        "^",
        "&",
        "|",
        "~",
        "?",
        " ",
        " ",
        " ",
        "\n",
        "\t",
        "-- c\n",
        "/* c */",
        "/* a /* b */ c */",
        "u&",
        "U&'x'",
        "\u00e9",
        "select",
        "from"
    };

    private static String soup(Random random) {
        StringBuilder soup = new StringBuilder();
        for (int i = random.nextInt(12); i >= 0; i--) {
            soup.append(PIECES[random.nextInt(PIECES.length)]);
        }
        return soup.toString();
    }

    private String actual(String sql) {
        try {
            LexedSql lexed = wire.lex(sql);
            StringBuilder tokens = new StringBuilder();
            for (int i = 0; i < lexed.count(); i++) {
                tokens.append(lexed.text(i)).append('\u0001');
            }
            return tokens.toString();
        } catch (ShardException refused) {
            return "refused";
        }
    }
}
