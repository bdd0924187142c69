package io.kintsugi.router.lexer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SqlNormalizerTest {
    private static NormalizedSql normalize(String sql) {
        return SqlNormalizer.normalize(lex(sql));
    }

    private static LexedSql lex(String sql) {
        return SqlLexer.postgreSql(sql.contains("$") ? ParameterStyle.NUMBERED : ParameterStyle.QUESTION_MARK)
                .lex(sql);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "select a from t where id = 7 ~ SELECT a\tFROM T /* c */ WHERE id=8 -- d",
                "select a from t where a in (1) ~ select a from t where a in (1, 2, 3)",
                "select a from t where a in (?, ?) and b = ? ~ select a from t where a in (?) and b = ?",
                "select a from t where a in ($1, $2) ~ select a from t where a in ($1)",
                "insert into t values (1, 'a') ~ insert into t values (2, 'b'), (3, 'c')",
                "insert into t values (?, null, default), (?, null, default) ~ insert into t values (?, null, default)",
                "select a from t limit 5 ~ select a from t limit 10000",
                "select a from t where s = 'a' ~ select a from t where s = $$b$$",
                "update t set a = 1 where id = 2 ~ update t set a = 3 where id = 4",
                "select a from t where d between date '2020-01-01' and now() and id = 1 ~ select a from t where d between date '2020-01-01' and now() and id = 2"
            })
    void key_isShared_byTextsThatOnePlanServes(String one, String other) {
        assertThat(normalize(one).key()).isEqualTo(normalize(other).key());
        assertThat(normalize(one).literals()).hasSameSizeAs(normalize(other).literals());
        assertThat(normalize(one).listCount()).isEqualTo(normalize(other).listCount());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "select a from t where id = 7 ~ select a from t where id = '7'",
                "select a from t where id = 7 ~ select a from t where id = 7.0",
                "select a from t where id = 7 ~ select a from t where id = -7",
                "select a from t where id = 7 ~ select a from t where id = NULL",
                "select a from t where id = 7 ~ select a from t where id = 3000000000",
                "select 3 ~ select 4",
                "select a from t where id in (1, 2) ~ select a from t where id in (1, '2')",
                "select a from t where id in (1, 2) ~ select a from t where id in (1, NULL)",
                "select a from t where id in (NULL, 1) ~ select a from t where id in (1, NULL)",
                "select a from t where id in (1, 2) ~ select a from t where id in (?, ?)",
                "select a from t order by 1 ~ select a from t order by 2",
                "select a from t order by 1 ~ select a from t order by ?",
                "select a from t group by 1 ~ select a from t group by 2",
                "select a from t limit 1 ~ select a from t limit ?",
                "select a from t where a = $1 or b = $1 ~ select a from t where a = $1 or b = $2",
                "select a from t where d > date '2020-01-01' ~ select a from t where d > date '2021-01-01'",
                "select a from t where d > now() - interval '1' day ~ select a from t where d > now() - interval '1' month",
                "select a from t where a::varchar(3) = 'x' ~ select a from t where a::varchar(4) = 'x'",
                "insert into t values (1, 'a'), (2, 'b') ~ insert into t values (1, 'a'), (2, 3)",
                "insert into t values (1, null) ~ insert into t values (null, 1)",
                "select \"A\" from t ~ select a from t",
                "select a from t where x = true ~ select a from t where x = false",
                "/*kintsugi: shard=s0*/ select 1 ~ /*kintsugi: shard=s1*/ select 1",
                "select a from t where b = b'1' ~ select a from t where b = x'1'",
                "select 'a' from t group by 'a' ~ select 'b' from t group by 'a'",
                "select a from t where exists (select 1 from u order by 1) ~ select a from t where exists (select 1 from u order by 2)"
            })
    void key_differs_whereThePlanMay(String one, String other) {
        assertThat(normalize(one).key()).isNotEqualTo(normalize(other).key());
    }

    @Test
    void canonicalOrdinals_carryAPlanFromOneTextToAnother() {
        LexedSql shortText = lex("select a from t where x in (1, 2) and id = 7 limit 5");
        LexedSql longText = lex("select a from t where x in (1, 2, 3, 4) and id = 12345 limit 10000");
        NormalizedSql shortKey = SqlNormalizer.normalize(shortText);
        NormalizedSql longKey = SqlNormalizer.normalize(longText);
        assertThat(shortKey.key()).isEqualTo(longKey.key());
        int key = ordinalOf(shortText, "7");
        assertThat(longText.text(longKey.fromCanonical(shortKey.toCanonical(key))))
                .isEqualTo("12345");
        int limit = ordinalOf(shortText, "5");
        assertThat(longText.text(longKey.fromCanonical(shortKey.toCanonical(limit))))
                .isEqualTo("10000");
        int list = shortKey.toCanonical(ordinalOf(shortText, "2"));
        assertThat(longKey.listAt(list)).isZero();
        assertThat(longKey.listSize(0)).isEqualTo(4);
        assertThat(longText.text(longKey.listFirst(0), longKey.listEnd(0))).isEqualTo("1, 2, 3, 4");
        assertThat(longText.text(longKey.literals()[0])).isEqualTo("12345");
    }

    private static int ordinalOf(LexedSql sql, String text) {
        for (int i = 0; i < sql.count(); i++) {
            if (sql.text(i).equals(text)) {
                return i;
            }
        }
        throw new IllegalArgumentException(text);
    }

    /** Same key means same tokens once literals are taken out: canonical tokens agree one by one. */
    @Test
    void key_ofRandomTexts_meansTheSameCanonicalTokens() {
        long seed = 7L;
        System.out.println("normaliser seed " + seed);
        Random random = new Random(seed);
        Map<String, LexedSql> byKey = new HashMap<>();
        int shared = 0;
        for (int round = 0; round < 50_000; round++) {
            LexedSql sql = lex(RandomStatements.next(random));
            LexedSql other = byKey.putIfAbsent(SqlNormalizer.normalize(sql).key(), sql);
            if (other != null) {
                shared++;
                assertThat(skeleton(sql)).as(other.sql()).isEqualTo(skeleton(other));
            }
        }
        assertThat(shared).isGreaterThan(1_000);
    }

    private static List<String> skeleton(LexedSql sql) {
        NormalizedSql normalized = SqlNormalizer.normalize(sql);
        List<String> skeleton = new ArrayList<>();
        int end = normalized.toCanonical(sql.count());
        for (int canonical = 0; canonical < end; canonical++) {
            int ordinal = normalized.fromCanonical(canonical);
            assertThat(normalized.toCanonical(ordinal)).isEqualTo(canonical);
            skeleton.add(normalized.listAt(canonical) >= 0 ? "list" : word(sql, ordinal, normalized));
        }
        return skeleton;
    }

    private static String word(LexedSql sql, int ordinal, NormalizedSql normalized) {
        for (int literal : normalized.literals()) {
            if (literal == ordinal) {
                return sql.kind(ordinal) == TokenKind.STRING
                        ? "string"
                        : "number"
                                + NumberKinds.of(
                                        sql.text(ordinal), 0, sql.text(ordinal).length());
            }
        }
        return sql.kind(ordinal) == TokenKind.WORD ? sql.identifier(ordinal) : sql.text(ordinal);
    }
}
