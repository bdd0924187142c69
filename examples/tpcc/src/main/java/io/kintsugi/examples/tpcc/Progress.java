package io.kintsugi.examples.tpcc;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;

/** Tells how far the work has come on one line that overwrites itself, but only to a terminal. */
final class Progress {

    private static final Path STANDARD_ERROR = Path.of("/proc/self/fd/2");

    private Progress() {}

    static Consumer<String> to(PrintStream error) {
        if (System.console() == null || isRedirected()) {
            return line -> {};
        }
        return line -> {
            error.print("\r\u001b[K" + line + "\r");
            error.flush();
        };
    }

    /** A console means that input and output are terminals; where the system shows the error stream, look there too. */
    private static boolean isRedirected() {
        try {
            return Files.isSymbolicLink(STANDARD_ERROR)
                    && !Files.readSymbolicLink(STANDARD_ERROR).startsWith("/dev");
        } catch (IOException unknown) {
            return true;
        }
    }
}
