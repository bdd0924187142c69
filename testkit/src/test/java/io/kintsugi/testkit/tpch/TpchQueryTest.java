package io.kintsugi.testkit.tpch;

import static org.assertj.core.api.Assertions.assertThat;

import io.kintsugi.testkit.oracle.Dialect;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TpchQueryTest {
    @ParameterizedTest
    @EnumSource(Dialect.class)
    void texts_areThereForEveryQuery_andHaveNothingLeftToFillIn(Dialect dialect) {
        List<TpchQuery> queries = TpchQuery.all(dialect, 0.01);

        assertThat(queries).hasSize(23).extracting(TpchQuery::name).doesNotHaveDuplicates();
        assertThat(queries)
                .allSatisfy(query -> assertThat(query.sql())
                        .containsIgnoringCase("select")
                        .doesNotContain("{")
                        .doesNotContain("--"));
    }

    @ParameterizedTest
    @EnumSource(Dialect.class)
    void fractionOfQ11_dependsOnTheScale(Dialect dialect) {
        assertThat(TpchQuery.all(dialect, 0.1).get(10).sql()).contains("* 0.0010000000");
        assertThat(TpchQuery.all(dialect, 1).get(10).sql()).contains("* 0.0001000000");
    }
}
