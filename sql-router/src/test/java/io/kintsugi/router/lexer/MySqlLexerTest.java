package io.kintsugi.router.lexer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.kintsugi.errors.ErrorCode;
import io.kintsugi.errors.ShardException;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MySqlLexerTest {
    private static final String ALPHABET = "ab1 0xe.-+*/!'\"`\\#@?$_%&|<>=:;,(){}\n\t[~^é\u0000";
    private static final String[] PIECES = {
        "/*!80000 ",
        "*/",
        "/*",
        "-- ",
        "--",
        "# ",
        "/*+ INDEX(t) */",
        "N'a'",
        "x'4d'",
        "0x1F",
        "0b1",
        "@@global.a",
        "@'x'",
        "\\'",
        "''",
        "1e3",
        "->>",
        "<=>",
        "\r\n",
        "select ",
        "/*!999999 x */"
    };

    private static LexedSql lex(String sql) {
        return lex(sql, "");
    }

    private static LexedSql lex(String sql, String sqlMode) {
        return SqlLexer.mySql(ParameterStyle.QUESTION_MARK, MySqlModes.parse(sqlMode, 80_406))
                .lex(sql);
    }

    /** Each token with the first letter of its kind. */
    private static String tokens(LexedSql sql) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < sql.count(); i++) {
            text.append(i == 0 ? "" : " ")
                    .append(sql.kind(i).name().charAt(0))
                    .append('<')
                    .append(sql.text(i))
                    .append('>');
        }
        return text.toString();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '^',
            value = {
                "1--1 ~ N<1> O<-> O<-> N<1>",
                "1 -- 1 ~ N<1>",
                "1 # x ~ N<1>",
                "a.1b.2 ~ W<a> P<.> W<1b> P<.> W<2>",
                "a .5 ~ W<a> N<.5>",
                "1st 1e 1e3 1e+ 2 ~ W<1st> W<1e> N<1e3> W<1e> O<+> N<2>",
                "1.5e-3 .5 1. ~ N<1.5e-3> N<.5> N<1.>",
                "0x1F 0X1F 0xg 0b01 0b2 0x ~ S<0x1F> W<0X1F> W<0xg> S<0b01> W<0b2> W<0x>",
                "x'4D' X'' b'01' B'1' ~ S<x'4D'> S<X''> S<b'01'> S<B'1'>",
                "N'a' 'b' _utf8mb4'c' n'd' ~ S<N'a' 'b'> W<_utf8mb4> S<'c'> S<n'd'>",
                "'a' 'b' ~ S<'a' 'b'>",
                "'a' /* c */ \"b\" ~ S<'a' /* c */ \"b\">",
                "'it\\'s' 'a''b' ~ S<'it\\'s' 'a''b'>",
                "`a``b` `select` ~ Q<`a``b`> Q<`select`>",
                "@a @'b c' @`d` @@e @@global.f @g.h user@host ~ V<@a> V<@'b c'> V<@`d`> V<@@e> V<@@global.f> V<@g.h> W<user> V<@host>",
                "a->'$.b' c->>'$' ~ W<a> O<->> S<'$.b'> W<c> O<->>> S<'$'>",
                "a<=>b!=c<>d:=e||f&&!g ~ W<a> O<<=>> W<b> O<!=> W<c> O<<>> W<d> O<:=> W<e> O<||> W<f> O<&&> O<!> W<g>",
                "a$b $c é ~ W<a$b> W<$c> W<é>",
                "? ?? ~ P<?> P<?> P<?>",
                "/*!80000 a */ b ~ W<a> W<b>",
                "/*!99999 a */ b ~ W<b>",
                "/*! a */ b ~ W<a> W<b>",
                "/*!080406 a */ /*!080407 b */ c ~ W<a> W<c>",
                "/*!80000 a /* b */ c */ d ~ W<a> W<c> W<d>",
                "a /*+ NO_MERGE(t) */ b ~ W<a> W<b>",
                "{d 'x'} ~ P<{> W<d> S<'x'> P<}>"
            })
    void lex_givesTheTokensOfTheServer(String sql, String expected) {
        assertThat(tokens(lex(sql))).isEqualTo(expected);
    }

    @Test
    void quotes_meanWhatTheModesSay() {
        assertThat(tokens(lex("\"a\""))).isEqualTo("S<\"a\">");
        assertThat(tokens(lex("\"a\"", "ANSI_QUOTES"))).isEqualTo("Q<\"a\">");
        assertThat(tokens(lex("'a' \"b\"", "ANSI"))).isEqualTo("S<'a'> Q<\"b\">");
        assertThat(tokens(lex("'a\\'", "NO_BACKSLASH_ESCAPES"))).isEqualTo("S<'a\\'>");
        assertThat(lex("'a\\n'", "NO_BACKSLASH_ESCAPES").unquote(0)).isEqualTo("a\\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '^',
            value = {
                "'a\\'b' ~ a'b",
                "'a''b' ~ a'b",
                "\"a\"\"b'c\" ~ a\"b'c",
                "'a' 'b' ~ ab",
                "'\\%\\_\\x\\\\' ~ \\%\\_x\\",
                "N'a' ~ a",
                "x'4D' ~ 4D",
                "0x4D ~ 4D",
                "b'01' ~ 01",
                "0b01 ~ 01"
            })
    void unquote_givesTheValue(String sql, String value) {
        LexedSql lexed = lex(sql);
        assertThat(lexed.count()).isEqualTo(1);
        assertThat(lexed.unquote(0)).isEqualTo(value);
    }

    @Test
    void unquote_ofStringsWithCommentsBetween_joinsThem() {
        assertThat(lex("'a' -- c's\n'b'").unquote(0)).isEqualTo("ab");
        assertThat(lex("'a' # \"\n \"b\" /* ' */ 'c'").unquote(0)).isEqualTo("abc");
    }

    @Test
    void unquote_ofControlEscapes_givesTheCharacters() {
        assertThat(lex("'\\0\\b\\n\\r\\t\\Z'").unquote(0)).isEqualTo("\0\b\n\r\t\u001a");
    }

    @Test
    void names_keepTheirLetters_andLoseTheirQuotes() {
        assertThat(lex("Orders").identifier(0)).isEqualTo("Orders");
        assertThat(lex("`a``B`").identifier(0)).isEqualTo("a`B");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'a",
                "`a",
                "\"a",
                "/* a",
                "/*! a",
                "/*!99999 a",
                "\\N",
                "[1]",
                "x'4'",
                "x'4g'",
                "``",
                "1.5e",
                "1.5a",
                "@",
                "@@",
                "@@a.",
                "a\u0000b",
                "SELECT /*+ SET_VAR(sql_mode = '') */ 1",
                "/*! a /*! b */ */"
            })
    void lex_ofTextWithoutTokens_isRefused(String sql) {
        ShardException refusal = catchThrowableOfType(ShardException.class, () -> lex(sql));
        assertThat(refusal).as(sql).isNotNull();
        assertThat(refusal.code()).isEqualTo(ErrorCode.SYNTAX_NOT_UNDERSTOOD);
    }

    @Test
    void conditionalCode_isTold() {
        assertThat(lex("SELECT /*!80000 1 */").hasConditionalCode()).isTrue();
        assertThat(lex("SELECT /* 80000 */ 1").hasConditionalCode()).isFalse();
    }

    @Test
    void hints_areFound() {
        assertThat(lex("/*kintsugi: shard=s0 */ SELECT 1").hints()).hasSize(1);
        assertThat(lex("SELECT /*+ kintsugi(shard=s0) */ 1").hints()).hasSize(1);
    }

    @Test
    void modes_areReadFromSqlMode() {
        MySqlModes ansi = MySqlModes.parse(" ansi ,STRICT_TRANS_TABLES", 90_704);
        assertThat(ansi.ansiQuotes() && ansi.pipesAsConcat() && ansi.ignoreSpace() && ansi.realAsFloat())
                .isTrue();
        assertThat(ansi.noBackslashEscapes() || ansi.highNotPrecedence()).isFalse();
        assertThat(catchThrowableOfType(ShardException.class, () -> MySqlModes.parse("4", 90_704)))
                .isNotNull();
        assertThat(MySqlModes.versionNumber("8.4.6-log")).isEqualTo(80_406);
        assertThat(MySqlModes.versionNumber("10.11.2")).isEqualTo(101_102);
    }

    /** What stands between tokens is white space, comments, or the marks of comments that are code. */
    @Test
    void lex_ofRandomText_losesNothing() {
        Random random = new Random(20_261_120L);
        int lexed = 0;
        for (int round = 0; round < 60_000; round++) {
            String sql = random(random);
            String mode = random.nextBoolean() ? "" : "ANSI_QUOTES,NO_BACKSLASH_ESCAPES";
            try {
                assertGapsAreEmpty(lex(sql, mode));
                lexed++;
            } catch (ShardException refusal) {
                assertThat(refusal.code()).isEqualTo(ErrorCode.SYNTAX_NOT_UNDERSTOOD);
            }
        }
        assertThat(lexed).isGreaterThan(5_000);
    }

    private static String random(Random random) {
        StringBuilder sql = new StringBuilder();
        for (int i = random.nextInt(14); i >= 0; i--) {
            boolean piece = random.nextInt(5) == 0;
            sql.append(
                    piece
                            ? PIECES[random.nextInt(PIECES.length)]
                            : "" + ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return sql.toString();
    }

    private static void assertGapsAreEmpty(LexedSql sql) {
        int at = 0;
        for (int i = 0; i <= sql.count(); i++) {
            String gap = sql.sql().substring(at, sql.start(i));
            assertThat(gap.replaceAll(
                            "(?s)/\\*(?!!).*?\\*/|/\\*!\\d{5,6}.*?\\*/|/\\*!\\d{5,6}|/\\*!|\\*/|(--(?=[\\s\\x00-\\x20]|$)|#)[^\\n]*|\\s|\\x0B",
                            ""))
                    .as(sql.sql())
                    .isEmpty();
            assertThat(sql.end(i)).isGreaterThanOrEqualTo(sql.start(i));
            at = sql.end(i);
        }
    }
}
