package io.kintsugi.engine.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kintsugi.errors.ErrorCode;
import io.kintsugi.errors.ShardException;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class EngineConfigTest {
    @Test
    void everyName_hasItsDocumentedDefault() {
        String table = Arrays.stream(EngineProperty.values())
                .map(property -> property.text() + " = " + EngineConfig.DEFAULT.get(property))
                .collect(Collectors.joining("\n"));
        assertThat(table).isEqualTo("""
                        poolSizePerNode = 10
                        poolWaitMillis = 5000
                        poolWaitersMax = 500
                        poolsMax = 20000
                        idleTimeoutMillis = 600000
                        connectionLifetimeMillis = 1800000
                        connectTimeoutSeconds = 10
                        fanOutMax = 1024
                        fanOutThreads = 16
                        mergeRowsMax = 1000000
                        mergeBytesMax = 268435456
                        mergeFetchSize = 1000
                        workbenchRowsMax = 1000000
                        workbenchMemberRowsMax = 1000
                        workbenchLoadRows = 8000
                        workbenchKeysMax = 10000
                        workbenchWaitMillis = 30000
                        workbenchCharactersMax = 268435456
                        workbenchHeldCharactersMax = 33554432
                        estimateMillis = 1000
                        fetchSize = 0
                        statementTimeoutMillis = 0
                        cancelWaitMillis = 2000
                        catalogWaitMillis = 30000
                        validForMillis = 1000
                        schemaRefreshMillis = 10000
                        ddlLockWaitMillis = 10000
                        drainMillis = 30000
                        sequenceBlockSize = 1000
                        keyWeightsMax = 10000""");
        assertThat(EngineConfig.names()).hasSize(EngineProperty.values().length);
    }

    @Test
    void unknownNames_arePassedToTheNativeDriver() {
        EngineConfig config = EngineConfig.from(Map.of("poolSizePerNode", " 3 ", "sslmode", "require"));
        assertThat(config.getInt(EngineProperty.POOL_SIZE_PER_NODE)).isEqualTo(3);
        assertThat(config.backendProperties()).containsExactly(Map.entry("sslmode", "require"));
    }

    @Test
    void badValues_areRefusedWithTheRange() {
        assertThatThrownBy(() -> EngineConfig.from(Map.of("poolSizePerNode", "many")))
                .isInstanceOfSatisfying(
                        ShardException.class,
                        refused -> assertThat(refused.code()).isEqualTo(ErrorCode.INVALID_PROPERTY))
                .hasMessageContaining("'many'")
                .hasMessageContaining("from 1 to 10000");
        assertThatThrownBy(() -> EngineConfig.from(Map.of("poolSizePerNode", "0")))
                .isInstanceOf(ShardException.class);
    }

    @Test
    void transactionMode_isReadInAnyCase_andUnknownOnesAreNamed() {
        assertThat(TransactionMode.of("Best_Effort")).isEqualTo(TransactionMode.BEST_EFFORT);
        assertThatThrownBy(() -> TransactionMode.of("xa")).hasMessageContaining("single-shard, best-effort");
    }
}
