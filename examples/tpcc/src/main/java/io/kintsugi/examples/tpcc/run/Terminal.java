package io.kintsugi.examples.tpcc.run;

import io.kintsugi.examples.tpcc.jdbc.Database;
import io.kintsugi.examples.tpcc.jdbc.Session;
import io.kintsugi.examples.tpcc.jdbc.ShardCrossings;
import io.kintsugi.examples.tpcc.model.Randomness;
import io.kintsugi.examples.tpcc.transaction.BusinessTransaction;
import io.kintsugi.examples.tpcc.transaction.Draw;
import io.kintsugi.examples.tpcc.transaction.Outcome;
import io.kintsugi.examples.tpcc.transaction.TransactionType;
import java.sql.SQLException;
import java.util.concurrent.Callable;

/**
 * One terminal: a thread with a connection that plays its deck until it is told to stop. A failure that no retry
 * cures is counted, and the terminal goes on over a new connection.
 */
final class Terminal implements Callable<Tally> {

    private final Database database;
    private final Draw draw;
    private final Pacing pacing;
    private final RetryPolicy retries;
    private final StopSignal signal;
    private final Tally tally = new Tally();
    private final Deck deck;

    Terminal(Database database, Draw draw, Pacing pacing, RetryPolicy retries, StopSignal signal) {
        this.database = database;
        this.draw = draw;
        this.pacing = pacing;
        this.retries = retries;
        this.signal = signal;
        this.deck = new Deck(draw.randomness());
    }

    /** Plays until stopped. Ends with an exception only when no connection can be had. */
    @Override
    public Tally call() throws SQLException, InterruptedException {
        while (!signal.isStopped()) {
            try (Session session = new Session(database.open())) {
                playUntilFailure(session);
            }
        }
        return tally;
    }

    private void playUntilFailure(Session session) throws InterruptedException {
        boolean usable = true;
        while (usable && !signal.isStopped()) {
            TransactionType type = deck.next();
            BusinessTransaction transaction = draw.next(type);
            signal.pause(pacing.keyingTime(type));
            if (!signal.isStopped()) {
                usable = perform(session, transaction);
                signal.pause(pacing.thinkTime(type, randomness()));
            }
        }
    }

    /** False when the transaction failed for good. */
    private boolean perform(Session session, BusinessTransaction transaction) throws InterruptedException {
        long start = System.nanoTime();
        for (int attempt = 1; ; attempt++) {
            try {
                count(session, transaction, attempt(session, transaction), start);
                return true;
            } catch (SQLException failure) {
                boolean again = rollback(session, failure) && retries.allowsAnother(attempt, failure);
                if (!again) {
                    tally.failed(transaction.type(), failure);
                    signal.countError();
                    return false;
                }
                tally.of(transaction.type()).retried();
                signal.pause(retries.pauseAfter(attempt, randomness()));
            }
        }
    }

    private static Outcome attempt(Session session, BusinessTransaction transaction) throws SQLException {
        Outcome outcome = transaction.execute(session);
        if (outcome.commits()) {
            session.commit();
        } else {
            session.rollback();
        }
        return outcome;
    }

    /** False when the connection is beyond use; the reason is kept with the failure. */
    private static boolean rollback(Session session, SQLException failure) {
        try {
            session.rollback();
            return true;
        } catch (SQLException second) {
            failure.addSuppressed(second);
            return false;
        }
    }

    private void count(Session session, BusinessTransaction transaction, Outcome outcome, long start)
            throws SQLException {
        long micros = (System.nanoTime() - start) / 1000;
        tally.of(transaction.type()).completed(outcome.commits(), micros);
        signal.countCompleted();
        if (outcome.commits()) {
            countCommitted(session, transaction, outcome);
        }
    }

    private void countCommitted(Session session, BusinessTransaction transaction, Outcome outcome) throws SQLException {
        tally.skippedDistricts(outcome.skippedDistricts());
        tally.wroteShards(ShardCrossings.lastTransaction(session.connection()));
        if (transaction.crossesWarehouses()) {
            tally.crossedWarehouses();
        }
    }

    private Randomness randomness() {
        return draw.randomness();
    }
}
