package io.kintsugi.examples.tpcc.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;

final class TransactionModeSetupTest {

    private static final String SHARDED = "jdbc:kintsugi:postgresql:file:cluster.yaml";
    private static final String PLAIN = "jdbc:postgresql://127.0.0.1:5432/tpcc";

    @Test
    void statement_forAShardingDriver_setsTheMode() {
        assertThat(new TransactionModeSetup(Optional.of(CrossShard.BEST_EFFORT)).statementFor(SHARDED))
                .contains("SET kintsugi.transaction_mode = 'best-effort'");
    }

    @Test
    void statement_forAPlainDriver_isNone() {
        assertThat(new TransactionModeSetup(Optional.of(CrossShard.BEST_EFFORT)).statementFor(PLAIN))
                .isEmpty();
    }

    @Test
    void statement_whenNothingIsAsked_isNone() {
        assertThat(new TransactionModeSetup(Optional.empty()).statementFor(SHARDED))
                .isEmpty();
    }

    @Test
    void dialect_isTheOneTheUrlNames() {
        assertThat(Dialect.of(SHARDED)).isEqualTo(Dialect.POSTGRESQL);
        assertThat(Dialect.of(PLAIN)).isEqualTo(Dialect.POSTGRESQL);
        assertThatThrownBy(() -> Dialect.of("jdbc:oracle:thin:@x"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("jdbc:oracle")
                .hasMessageContaining("postgresql, mysql");
    }

    @Test
    void schema_createsEveryTableAfterThoseItRefersTo() {
        assertThat(Schema.statementsOf(Dialect.POSTGRESQL).stream()
                        .filter(statement -> statement.startsWith("CREATE TABLE"))
                        .map(statement -> statement.split("\\s+")[2]))
                .containsExactlyElementsOf(Schema.TABLES);
    }
}
