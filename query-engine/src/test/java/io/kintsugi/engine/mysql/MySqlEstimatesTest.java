package io.kintsugi.engine.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** Trees as MySQL 9.7 writes them. */
final class MySqlEstimatesTest {
    private final MySqlEstimates estimates = new MySqlEstimates();

    @Test
    void topmostStep_saysIt() {
        assertThat(estimates.rows("""
                -> Filter: (users.age > 21)  (cost=2.6 rows=8)
                    -> Table scan on users  (cost=2.6 rows=24)
                """)).isEqualTo(OptionalLong.of(8));
        assertThat(estimates.rows("-> Rows fetched before execution  (cost=0..0 rows=1)\\n"))
                .isEqualTo(OptionalLong.of(1));
        assertThat(estimates.rows("-> Table scan on users  (cost=1.2e+6 rows=1.31e+7)\\n"))
                .isEqualTo(OptionalLong.of(13_100_000));
    }

    @Test
    void stepThatPassesEachRow_hasThoseOfTheStepBelow() {
        assertThat(estimates.rows("""
                -> Sort: users.age
                    -> Stream results  (cost=2.6 rows=24)
                """)).isEqualTo(OptionalLong.of(24));
    }

    @Test
    void otherSteps_areUnknown() {
        assertThat(estimates.rows("""
                -> Limit: 3 row(s)
                    -> Sort: users.age, limit input to 3 row(s) per chunk
                        -> Table scan on users  (cost=2.6 rows=24)
                """)).isEmpty();
        assertThat(estimates.rows("""
                -> Sort: users.age, limit input to 3 row(s) per chunk
                    -> Table scan on users  (cost=2.6 rows=24)
                """)).isEmpty();
        assertThat(estimates.rows("""
                -> Table scan on <temporary>
                    -> Aggregate using temporary table
                        -> Table scan on users  (cost=2.6 rows=24)
                """)).isEmpty();
        assertThat(estimates.rows("")).isEmpty();
    }
}
