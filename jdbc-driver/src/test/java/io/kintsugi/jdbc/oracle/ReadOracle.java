package io.kintsugi.jdbc.oracle;

import io.kintsugi.testkit.oracle.Answer;
import io.kintsugi.testkit.oracle.Dice;
import io.kintsugi.testkit.oracle.Query;
import java.sql.Connection;
import java.util.Map;

/** Asks random SELECTs everywhere and compares. Confined to one thread. */
final class ReadOracle {
    private static final int FAULTS_SHOWN = 25;

    /** How each so many-th query was answered is asked as well, which costs as much as the query. */
    private static final int MEASURED_EACH = 8;

    private final Speech speech;
    private final ReadSessions sessions;

    ReadOracle(Speech speech, ReadSessions sessions) {
        this.speech = speech;
        this.sessions = sessions;
    }

    ReadTally run(long seed, int count) {
        Dice dice = new Dice(seed);
        SelectMaker maker = new SelectMaker(dice, speech);
        ReadTally tally = new ReadTally();
        for (int i = 0; i < count && tally.faults().size() < FAULTS_SHOWN; i++) {
            ask(maker.next(), dice.of(0, 0, 1, 3), i % MEASURED_EACH == 0, tally);
            sessions.between(dice);
        }
        System.out.println(tally);
        return tally;
    }

    private void ask(Query query, int fetchSize, boolean measured, ReadTally tally) {
        Answer expected = Answer.of(sessions.plain(), query, 0);
        for (Map.Entry<KeyspaceLayout, Connection> cluster : sessions.clusters().entrySet()) {
            Answer answer = Answer.of(cluster.getValue(), query, fetchSize);
            sessions.wrong(query, answer, expected).ifPresent(what -> {
                // A lesser statement has been seen to end the server.
                System.out.println("wrong, " + cluster.getKey() + ": " + query + "\n  " + what);
                Query least =
                        sessions.inTransaction() ? query : new Shrinker(sessions, cluster.getValue()).least(query);
                tally.fault(cluster.getKey() + ": " + query + "\n  read in portions of " + fetchSize + "; least: "
                        + least.sql() + "\n  " + what);
            });
            tally.count(cluster.getKey(), query, expected, answer);
            if (measured && cluster.getKey().shards() > 1) {
                tally.measured(cluster.getKey(), answer, source(cluster.getValue(), query));
            }
        }
    }

    private static AnswerSource source(Connection connection, Query query) {
        return AnswerSource.of(Answer.of(connection, query.withSql("EXPLAIN (ROUTE, ANALYZE) " + query.sql()), 0));
    }
}
