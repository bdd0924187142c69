package io.kintsugi.router.lexer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BareConjunctScanTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "a = 1 ~ a = 1",
                "a = 1 and b = 2 ~ a = 1;b = 2",
                "(a = 1 and b = 2) and ((c = 3)) ~ a = 1;b = 2;c = 3",
                "a = 1 or b = 2 ~ ''",
                "a = 1 and (b = 2 or c = 3) ~ a = 1",
                "not a = 1 and b = 2 ~ b = 2",
                "a = 1 and not (b = 2) ~ a = 1",
                "a is not null and b not in (1) and c not between 1 and 2 and d = 4 ~ a is not null;b not in (1);c not between 1 and 2;d = 4",
                "a between 1 and 2 and b = 3 ~ a between 1 and 2;b = 3",
                "a = case when x then 1 end and b = 2 ~ b = 2",
                "(a = 1 or b = 2) ~ ''",
                "f(a or b) = 1 and b = 2 ~ f(a or b) = 1;b = 2",
                "a = 1 and exists (select 1 from u where x or y) ~ a = 1;exists (select 1 from u where x or y)",
                "a xor b ~ ''",
                "a = 7 || 8 and b = 1 ~ a = 7 || 8;b = 1",
                "a in (select 1 where b = 2) ~ a in (select 1 where b = 2)",
                "(select a = 1 and b = 2) ~ (select a = 1 and b = 2)"
            })
    void of_condition_givesWhatBareAndsJoin(String condition, String expected) {
        LexedSql sql = SqlLexer.postgreSql(ParameterStyle.NUMBERED).lex(condition);
        String conjuncts = BareConjunctScan.of(sql, new TokenSpan(0, sql.count())).stream()
                .map(span -> sql.text(span.first(), span.end()))
                .collect(Collectors.joining(";"));
        assertThat(conjuncts).isEqualTo(expected);
    }
}
