package io.kintsugi.examples.tpcc.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.kintsugi.examples.tpcc.check.CheckResult;
import io.kintsugi.examples.tpcc.model.Population;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class JsonTest {

    @Test
    void write_nestsAndEscapes() {
        assertThat(Json.write(Map.of("a\"b", List.of(1, true, "line\nbreak \\"))))
                .isEqualTo("{\"a\\\"b\":[1,true,\"line\\u000abreak \\\\\"]}");
    }

    @Test
    void report_hidesTheParametersOfTheUrl() {
        Report report = new Report(
                "jdbc:postgresql://127.0.0.1/tpcc?password=secret",
                Population.scaled(1, 1),
                false,
                Optional.empty(),
                List.of(new CheckResult(1, "demand", 1, List.of("w_id=1"))));
        assertThat(ReportJson.of(report)).doesNotContain("secret").contains("\"consistent\":false");
    }
}
