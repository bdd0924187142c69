package io.kintsugi.router.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MySqlTypesTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "BIGINT UNSIGNED|bigint unsigned",
                "int(11) unsigned zerofill|int unsigned",
                "BOOL|tinyint",
                "DECIMAL ( 12 , 2 )|decimal(12,2)",
                "numeric|decimal(10,0)",
                "DOUBLE PRECISION|double",
                "national varchar ( 20 )|varchar(20)",
                "char|char(1)",
                "DATETIME(3)|datetime(3)",
                "enum('a','b')|enum('a','b')",
                "long varbinary|mediumblob"
            })
    void spellings_haveOneName(String written, String name) {
        assertThat(MySqlTypes.of(written, Optional.empty()).name()).isEqualTo(name);
    }

    @Test
    void keys_areTypesWhoseEqualityIsKnown() {
        assertThat(rule("int", "")).isPresent();
        assertThat(rule("varchar(20)", "utf8mb4_0900_ai_ci")).isPresent();
        assertThat(rule("varchar(20)", "utf8mb4_unicode_ci")).isEmpty();
        assertThat(rule("text", "utf8mb4_0900_ai_ci")).isEmpty();
        assertThat(rule("enum('a')", "utf8mb4_0900_ai_ci")).isEmpty();
        assertThat(rule("float", "")).isEmpty();
        assertThat(rule("timestamp", "")).isEmpty();
    }

    private static Optional<?> rule(String type, String collation) {
        return MySqlTypes.of(type, Optional.of(collation).filter(name -> !name.isEmpty()))
                .keyRule();
    }

    @Test
    void columnsOfTheInformationSchema_keepDefaultAndClock() {
        LogicalColumn id = MySqlColumns.column("Id", "bigint unsigned", null, false, null, "auto_increment");
        assertThat(id.name()).isEqualTo("id");
        assertThat(id.identity()).isEqualTo(LogicalColumn.Identity.BY_DEFAULT);
        LogicalColumn changed = MySqlColumns.column(
                "changed",
                "timestamp(3)",
                null,
                true,
                "CURRENT_TIMESTAMP(3)",
                "DEFAULT_GENERATED on update CURRENT_TIMESTAMP(3)");
        assertThat(changed.defaultExpression()).contains("CURRENT_TIMESTAMP(3) on update CURRENT_TIMESTAMP(3)");
        LogicalColumn status = MySqlColumns.column("status", "varchar(9)", "utf8mb4_bin", false, "it's", "");
        assertThat(status.defaultExpression()).contains("'it''s'");
        LogicalColumn sum = MySqlColumns.column("sum", "int", null, true, null, "VIRTUAL GENERATED");
        assertThat(sum.generated()).isTrue();
    }
}
