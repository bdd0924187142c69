package io.kintsugi.cli.advise;

/**
 * What a layout would do for the statements of a log and the definitions of a database.
 *
 * @param oneShard statements that one shard answers
 * @param merged reads whose rows are merged from several shards
 * @param pulled reads for which rows of several shards are pulled together
 * @param spreadWrites writes on several shards
 * @param refused statements that would be refused
 * @param tableless statements that touch no table; they are not among the others
 * @param refusedDefinitions definitions that would be refused
 * @param shardedShare of all rows, the part in sharded tables, 0 to 1
 */
record Judgement(
        long oneShard,
        long merged,
        long pulled,
        long spreadWrites,
        long refused,
        long tableless,
        long refusedDefinitions,
        double shardedShare) {
    /** A merged read costs every shard a little; a write on all of them costs each a transaction. */
    private static final double MERGED_WORTH = 0.4;

    private static final double PULLED_WORTH = 0.1;
    private static final double SPREAD_WORTH = 0.1;
    private static final double REFUSED_WORTH = -1;
    private static final double DEFINITION_WORTH = -0.1;
    /** To spread the rows is what sharding is for: a large table left on one server outweighs many statements. */
    private static final double SPREAD_ROWS_WORTH = 3;

    long statements() {
        return oneShard + merged + pulled + spreadWrites + refused;
    }

    /** Of the statements, how well they would be served: 1 when each goes to one shard; 0 when there are none. */
    double routed() {
        double reads = oneShard + MERGED_WORTH * merged + PULLED_WORTH * pulled;
        double work = reads + SPREAD_WORTH * spreadWrites + REFUSED_WORTH * refused;
        return statements() == 0 ? 0 : work / statements();
    }

    /** Greater is better: what goes to one shard, how much is spread at all, and what would have to be changed. */
    double score() {
        return routed() + SPREAD_ROWS_WORTH * shardedShare + DEFINITION_WORTH * refusedDefinitions;
    }
}
