package io.kintsugi.cli.console;

import java.io.PrintStream;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Work in steps, shown while it goes on: at a terminal one line that is drawn anew, elsewhere a line at the end of a
 * step and one every few seconds of a long one. Thread-safe; one step at a time.
 */
public final class Steps implements AutoCloseable {
    private static final long REDRAW_MILLIS = 100;
    private static final long LINE_MILLIS = 5_000;
    private static final double NANOS_A_SECOND = 1_000_000_000.0;
    private static final String[] SPINNER = {"⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏"};
    private static final String ERASE_LINE = "\r\u001b[2K";
    private static final int TITLE_COLUMNS = 22;

    private final PrintStream out;
    private final Ink ink;
    private final boolean redraws;
    private final int width;
    private final ScheduledExecutorService clock;
    private @Nullable Step current;

    public Steps(Console console) {
        this.out = console.error();
        this.ink = console.errorInk();
        this.redraws = console.terminal().error();
        this.width = console.terminal().width();
        this.clock = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "kintsugi-steps");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Begins a step; the one before it must have ended. */
    public synchronized Step begin(String title) {
        Step step = new Step(title);
        current = step;
        return step;
    }

    /** Ends whatever is shown, for instance before an error is printed. */
    @Override
    public synchronized void close() {
        Step step = current;
        if (step != null) {
            step.end(ink.red("✘"), "not finished");
        }
        clock.shutdownNow();
    }

    /** One step. Closed without {@link #done} it counts as failed. */
    public final class Step implements AutoCloseable {
        private final String title;
        private final long begin = System.nanoTime();
        private final ScheduledFuture<?> drawing;
        private String detail = "";
        private int frame;
        private boolean ended;

        private Step(String title) {
            this.title = title;
            long period = redraws ? REDRAW_MILLIS : LINE_MILLIS;
            this.drawing = clock.scheduleAtFixedRate(this::draw, redraws ? 0 : period, period, TimeUnit.MILLISECONDS);
        }

        /** What is going on now, in a few words. */
        public void update(String text) {
            synchronized (Steps.this) {
                detail = text;
            }
        }

        /** The step has succeeded; says what came of it. */
        public void done(String text) {
            end(ink.green("✔"), text);
        }

        @Override
        public void close() {
            end(ink.red("✘"), "failed");
        }

        private void end(String sign, String text) {
            synchronized (Steps.this) {
                if (ended) {
                    return;
                }
                ended = true;
                current = null;
                drawing.cancel(false);
                String plainSign = ink.isColored() || redraws ? sign : sign.equals("✔") ? "ok  " : "fail";
                out.print(redraws ? ERASE_LINE : "");
                out.println("  " + plainSign + " " + padded(title) + text + "  " + ink.dim(seconds()));
            }
        }

        private void draw() {
            synchronized (Steps.this) {
                if (ended) {
                    return;
                }
                if (!redraws) {
                    out.println("  ...  " + padded(title) + detail + "  " + seconds());
                    return;
                }
                String spinner = SPINNER[frame++ % SPINNER.length];
                String shown = fitting(detail, Math.max(10, width - TITLE_COLUMNS - 14));
                out.print(ERASE_LINE + "  " + ink.gold(spinner) + " " + padded(title) + shown + "  "
                        + ink.dim(seconds()));
                out.flush();
            }
        }

        /** A line that wraps could not be drawn anew; colours go where there is no room. */
        private static String fitting(String text, int columns) {
            String plain = text.replaceAll("\u001b\\[[0-9;]*m", "");
            return DisplayWidth.of(plain) <= columns ? text : DisplayWidth.cut(plain, columns);
        }

        private String padded(String text) {
            return text + DisplayWidth.padding(text, TITLE_COLUMNS);
        }

        private String seconds() {
            return String.format(Locale.ROOT, "%.1f s", (System.nanoTime() - begin) / NANOS_A_SECOND);
        }
    }
}
