package io.kintsugi.examples.tpcc.run;

import io.kintsugi.examples.tpcc.jdbc.Database;
import io.kintsugi.examples.tpcc.model.Home;
import io.kintsugi.examples.tpcc.model.NonUniform;
import io.kintsugi.examples.tpcc.model.Population;
import io.kintsugi.examples.tpcc.model.Randomness;
import io.kintsugi.examples.tpcc.transaction.Draw;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/** Runs all terminals for the planned time and adds up what they counted. */
public final class Workload {

    private static final Duration PROGRESS_STEP = Duration.ofSeconds(1);

    private final Database database;
    private final Population population;
    private final RunPlan plan;
    private final Clock clock;
    private final Consumer<String> progress;

    public Workload(Database database, Population population, RunPlan plan, Clock clock, Consumer<String> progress) {
        this.database = database;
        this.population = population;
        this.plan = plan;
        this.clock = clock;
        this.progress = progress;
    }

    /** Blocks until the end. Fails when a terminal can get no connection. */
    public RunSummary run() throws SQLException, InterruptedException {
        StopSignal signal = new StopSignal(plan.errorsMax());
        ExecutorService threads = Executors.newFixedThreadPool(plan.terminals());
        try {
            long start = System.nanoTime();
            List<Future<Tally>> running = start(threads, signal);
            waitForEnd(running, signal, start);
            signal.stop();
            Tally sum = addUp(running);
            return sum.summary(plan.terminals(), Duration.ofNanos(System.nanoTime() - start));
        } finally {
            signal.stop();
            threads.shutdown();
        }
    }

    private List<Future<Tally>> start(ExecutorService threads, StopSignal signal) {
        NonUniform nonUniform = NonUniform.forRun(population, plan.seed());
        List<Future<Tally>> running = new ArrayList<>();
        for (int number = 0; number < plan.terminals(); number++) {
            Randomness randomness = Randomness.of(plan.seed(), "terminal", number);
            Draw draw = new Draw(population, nonUniform, randomness, Home.ofTerminal(number, population), clock);
            running.add(threads.submit(
                    new Terminal(database, draw, plan.pacing(), new RetryPolicy(plan.attemptsMax()), signal)));
        }
        return running;
    }

    private void waitForEnd(List<Future<Tally>> running, StopSignal signal, long start) throws InterruptedException {
        long end = start + plan.duration().toNanos();
        long left = end - System.nanoTime();
        while (left > 0 && !signal.isStopped() && running.stream().noneMatch(Future::isDone)) {
            signal.pause(Duration.ofNanos(Math.min(left, PROGRESS_STEP.toNanos())));
            left = end - System.nanoTime();
            Duration elapsed = Duration.ofNanos(System.nanoTime() - start);
            progress.accept(elapsed.toSeconds() + " s: " + signal.completed() + " transactions");
        }
    }

    private static Tally addUp(List<Future<Tally>> running) throws SQLException, InterruptedException {
        Tally sum = new Tally();
        for (Future<Tally> terminal : running) {
            try {
                sum.add(terminal.get());
            } catch (ExecutionException failure) {
                throw new SQLException("a terminal ended: " + failure.getCause(), failure.getCause());
            }
        }
        return sum;
    }
}
