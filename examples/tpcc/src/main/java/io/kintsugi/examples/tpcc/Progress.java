package io.kintsugi.examples.tpcc;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * Tells how far the work has come on one line that overwrites itself, but only to a terminal. Whether the error
 * stream is one, Java does not tell; the system does, where it shows a process its own open files. Elsewhere there is
 * no progress.
 */
final class Progress {

    private static final Path STANDARD_ERROR = Path.of("/proc/self/fd/2");

    private Progress() {}

    static Consumer<String> to(PrintStream error) {
        if (!isTerminal()) {
            return line -> {};
        }
        return line -> {
            error.print("\r\u001b[K" + line + "\r");
            error.flush();
        };
    }

    private static boolean isTerminal() {
        try {
            return Files.isSymbolicLink(STANDARD_ERROR) && namesTerminal(Files.readSymbolicLink(STANDARD_ERROR));
        } catch (IOException unknown) {
            return false;
        }
    }

    static boolean namesTerminal(Path target) {
        return target.startsWith("/dev/pts") || target.toString().startsWith("/dev/tty");
    }
}
