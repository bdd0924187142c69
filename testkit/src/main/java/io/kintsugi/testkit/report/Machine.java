package io.kintsugi.testkit.report;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** The size of this machine and the commit of this checkout, as reports state them. */
public final class Machine {
    private static final long GIT_SECONDS_MAX = 10;

    private Machine() {}

    /** Processors, memory, operating system and Java release; nothing that identifies the machine. */
    public static String describe() {
        OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        long gib = Math.round(system.getTotalMemorySize() / (double) (1L << 30));
        return String.format(
                Locale.ROOT,
                "%d processors, %d GiB, %s, Java %s",
                system.getAvailableProcessors(),
                gib,
                system.getName(),
                Runtime.version().feature());
    }

    /** The abbreviated commit, {@code +changes} when the checkout differs from it, {@code unknown} without git. */
    public static String commit() {
        String commit = git("rev-parse", "--short=12", "HEAD");
        if (commit.isEmpty()) {
            return "unknown";
        }
        return git("status", "--porcelain", "--untracked-files=no").isEmpty() ? commit : commit + " +changes";
    }

    private static String git(String... arguments) {
        String[] command = new String[arguments.length + 1];
        command[0] = "git";
        System.arraycopy(arguments, 0, command, 1, arguments.length);
        try {
            Process process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            boolean ended = process.waitFor(GIT_SECONDS_MAX, TimeUnit.SECONDS);
            return ended && process.exitValue() == 0 ? output.strip() : "";
        } catch (IOException e) {
            // No git on this machine: the report then says so by "unknown".
            return "";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "";
        }
    }
}
