package io.kintsugi.engine;

import io.kintsugi.errors.ErrorCode;
import io.kintsugi.errors.ShardException;
import io.kintsugi.router.plan.ExecutionPlan.ReadThenWrite;
import io.kintsugi.router.plan.ExecutionPlan.ReadThenWrite.Guard;

/** Why writes in steps are planned and not run: halfway through, they could not be undone on every shard. */
final class UnfinishedWrites {
    private UnfinishedWrites() {}

    static ShardException refusal(ReadThenWrite plan) {
        if (plan.guards().contains(Guard.NO_REFERENTIAL_ACTIONS)) {
            return new ShardException(
                            ErrorCode.SHARDING_KEY_UPDATE,
                            "The statement changes the sharding key of rows, which then move to other shards in one"
                                    + " transaction; commits on several shards at once are not supported yet.")
                    .withRemedy("Insert the row under its new key and delete the old one.");
        }
        return new ShardException(
                        ErrorCode.UNSUPPORTED_CROSS_SHARD_WRITE,
                        "The statement reads rows on several shards and then writes by them in one transaction; commits"
                                + " on several shards at once are not supported yet.")
                .withRemedy(
                        "Select the rows first, then write them with constants: INSERT … VALUES, UPDATE and DELETE by"
                                + " their keys. EXPLAIN (ROUTE) shows the steps.");
    }
}
