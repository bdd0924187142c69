package io.kintsugi.examples.shop;

import java.io.PrintStream;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Locale;

/**
 * Runs the shop once: {@code ShopMain <JDBC URL> [users] [seconds] [threads]}. Drops and creates its tables. Exit code
 * 0 when the sums are right, 1 when not, 2 for wrong arguments.
 */
public final class ShopMain {
    private static final int USERS = 1_000;
    private static final int PRODUCTS = 100;
    private static final int SECONDS = 10;
    private static final int THREADS = 4;
    private static final long SEED = 42;

    private ShopMain() {}

    public static void main(String[] arguments) throws SQLException, InterruptedException {
        System.exit(run(arguments, System.out));
    }

    static int run(String[] arguments, PrintStream out) throws SQLException, InterruptedException {
        if (arguments.length < 1 || arguments.length > 4) {
            out.println("usage: ShopMain <JDBC URL> [users] [seconds] [threads]");
            return 2;
        }
        int[] numbers = {USERS, SECONDS, THREADS};
        for (int index = 1; index < arguments.length; index++) {
            try {
                numbers[index - 1] = Integer.parseInt(arguments[index]);
            } catch (NumberFormatException wrong) {
                out.println("'" + arguments[index] + "' is not a number.");
                return 2;
            }
        }
        Shop shop = new Shop(new UrlDataSource(arguments[0]), SEED);
        shop.dropSchema();
        shop.createSchema();
        shop.load(numbers[0], PRODUCTS, ProgressListener.SILENT);
        Workload workload = shop.run(Duration.ofSeconds(numbers[1]), numbers[2], ProgressListener.SILENT);
        return report(workload, shop.check(), out);
    }

    private static int report(Workload workload, ShopCheck check, PrintStream out) {
        out.printf(
                Locale.ROOT,
                "%d placed, %d paid, %d queried, %d failed; %.0f per second, median %d us, p99 %d us%n",
                workload.placed(),
                workload.paid(),
                workload.queried(),
                workload.failed(),
                workload.operationsPerSecond(),
                workload.medianMicros(),
                workload.p99Micros());
        workload.firstErrors().forEach(error -> out.println("error: " + error));
        check.differences().forEach(out::println);
        out.println(check.isRight() ? "The sums are right: " + check.found() : "The sums differ.");
        return check.isRight() ? 0 : 1;
    }
}
