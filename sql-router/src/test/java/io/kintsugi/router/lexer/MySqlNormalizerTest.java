package io.kintsugi.router.lexer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MySqlNormalizerTest {
    private static NormalizedSql normalize(String sql) {
        return SqlNormalizer.normalize(
                SqlLexer.mySql(ParameterStyle.QUESTION_MARK, MySqlModes.DEFAULT).lex(sql));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '^',
            value = {
                "select a from t where id = 7 ~ select a from\tt /* c */ where id=8 # d",
                "select a from t where a in (1) ~ select a from t where a in (1, 2, 3)",
                "select a from t where a in (?, ?) and b = ? ~ select a from t where a in (?) and b = ?",
                "insert into t values (1, 'a') ~ insert into t values (2, \"b\"), (3, 'c' 'd')",
                "select a from t limit 5 ~ select a from t limit 10000",
                "select a from t limit 5, 6 ~ select a from t limit 7, 8",
                "update t set a = 1 where id = 2 ~ update t set a = 3 where id = 4",
                "select a from t where d > now() - interval 1 day and id = 5 ~ select a from t where d > now() - interval 1 day and id = 6",
                "insert into t values (1) on duplicate key update a = 1 ~ insert into t values (2), (3) on duplicate key update a = 5",
                "select a from t where s regexp 'x' and id = 1 ~ select a from t where s regexp 'y' and id = 2",
                "select count(*) c, 1 from t where a = 1 ~ select count(*) c, 1 from t where a = 2"
            })
    void key_isShared_byTextsThatOnePlanServes(String one, String other) {
        assertThat(normalize(one).key()).isEqualTo(normalize(other).key());
        assertThat(normalize(one).literals()).hasSameSizeAs(normalize(other).literals());
        assertThat(normalize(one).listCount()).isEqualTo(normalize(other).listCount());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '^',
            value = {
                "select count(*) from t ~ select count( * ) from t",
                "select COUNT(*) from t ~ select count(*) from t",
                "select avg( x ) from t ~ select avg(x) from t",
                "select * from (select count(*) from t) x ~ select * from (select count( * ) from t) x",
                "select a /* c */ + 1 from t ~ select a + 1 from t",
                "select (select a from u where b = 1) from t ~ select (select a from u where b = 2) from t",
                "select a from t where id = 7 ~ select a from t where id = '7'",
                "select a from t where id = '7' ~ select a from t where id = N'7'",
                "select a from t where id = 7 ~ select a from t where id = 7.0",
                "select a from t where id = 7.0 ~ select a from t where id = 7e0",
                "select a from t where id = 7 ~ select a from t where id = -7",
                "select a from t where id = 7 ~ select a from t where id = x'07'",
                "select a from t where id = 7 ~ select a from t where id = b'0'",
                "select a from t where id = 7 ~ select a from t where id = NULL",
                "select a from t where id = 7 ~ select a from t where id = 3000000000",
                "select a from t where id = 9223372036854775807 ~ select a from t where id = 9223372036854775808",
                "select a from t where id = 7 ~ select a from t where id = @a",
                "select a from t where id = @b ~ select a from t where id = @a",
                "select a from t where id = 'a' ~ select a from t where id = _latin1'a'",
                "select 3 ~ select 4",
                "select a from t where id in (1, 2) ~ select a from t where id in (1, '2')",
                "select a from t where id in (1, 2) ~ select a from t where id in (1, NULL)",
                "select a from t where id in (NULL, 1) ~ select a from t where id in (1, NULL)",
                "select a from t order by 1 ~ select a from t order by 2",
                "select a from t order by 1 ~ select a from t order by ?",
                "select a from t order by offset, 1 ~ select a from t order by offset, 2",
                "select a from t group by 1 ~ select a from t group by 2",
                "select a from t limit 1 ~ select a from t limit ?",
                "select a from t limit 1, 2 ~ select a from t limit 1 offset 2",
                "select a from T where id = 7 ~ select a from t where id = 7",
                "select a from `t` where id = 7 ~ select a from t where id = 7",
                "insert into t values (1, NULL) ~ insert into t values (1, DEFAULT)",
                "insert into t values (1) ~ insert into t values (1, 2)",
                "select a from t where d > now() - interval 1 day ~ select a from t where d > now() - interval 2 day",
                "select /*!80000 a, */ b from t ~ select a, b from t",
                "select a from t /*!80000 where id = 1 */ ~ select a from t where id = 1",
                "select a from t where id = 1 || id = 2 ~ select a from t where id = 1 or id = 2"
            })
    void key_differs_whereAPlanWould(String one, String other) {
        assertThat(normalize(one).key()).isNotEqualTo(normalize(other).key());
    }

    @Test
    void slots_areTheLiteralsLifted_whereverTheyStand() {
        NormalizedSql normalized = normalize("select 1, 'a' from t where b = 'x' and c in (4, 5) and d = 6.5 limit 7");
        assertThat(normalized.literals()).hasSize(3);
        assertThat(normalized.listCount()).isEqualTo(1);
        assertThat(normalized.listSize(0)).isEqualTo(2);
    }
}
