package io.kintsugi.examples.tpcc.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.BatchUpdateException;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

final class RetryPolicyTest {

    private final RetryPolicy policy = new RetryPolicy(3);

    @Test
    void serializationFailuresAndDeadlocks_areRetriedUpToTheBound() {
        assertThat(policy.allowsAnother(1, new SQLException("", "40001"))).isTrue();
        assertThat(policy.allowsAnother(2, new SQLException("", "40P01"))).isTrue();
        assertThat(policy.allowsAnother(3, new SQLException("", "40001"))).isFalse();
    }

    @Test
    void otherFailures_areNotRetried() {
        assertThat(policy.allowsAnother(1, new SQLException("", "23505"))).isFalse();
        assertThat(policy.allowsAnother(1, new SQLException("no state"))).isFalse();
        assertThat(policy.allowsAnother(1, new SQLException("", "08007"))).isFalse();
    }

    @Test
    void reasons_behindAFailedBatch_areSeen() {
        BatchUpdateException batch = new BatchUpdateException();
        batch.setNextException(new SQLException("", "40P01"));
        assertThat(RetryPolicy.isRetryable(batch)).isTrue();
        assertThat(RetryPolicy.isRetryable(new SQLException("outer", new SQLException("", "40001"))))
                .isTrue();
    }
}
