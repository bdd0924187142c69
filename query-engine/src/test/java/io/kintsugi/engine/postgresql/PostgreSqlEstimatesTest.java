package io.kintsugi.engine.postgresql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

final class PostgreSqlEstimatesTest {
    private final PostgreSqlEstimates estimates = new PostgreSqlEstimates();

    @Test
    void topmostNode_saysIt_andNoNameThatLooksLikeIt() {
        assertThat(estimates.rows("""
                [
                  {
                    "Plan": {
                      "Node Type": "Sort",
                      "Alias": "\\"Plan Rows\\": 7",
                      "Plan Rows": 1200,
                      "Plans": [{"Node Type": "Seq Scan", "Plan Rows": 9}]
                    }
                  }
                ]
                """)).isEqualTo(OptionalLong.of(1_200));
        assertThat(estimates.rows("\"Plan Rows\": 1e+20")).isEqualTo(OptionalLong.of(Long.MAX_VALUE));
        assertThat(estimates.rows("no plan")).isEmpty();
    }
}
