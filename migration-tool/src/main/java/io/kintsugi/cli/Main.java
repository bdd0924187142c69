package io.kintsugi.cli;

import io.kintsugi.cli.console.Console;
import io.kintsugi.cli.console.GlobalOptions;

/** The program: {@code kintsugi <command> …}. */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        GlobalOptions options = new GlobalOptions();
        int exitCode = new KintsugiCli(Console.ofProcess(options), options).run(arguments);
        // Not a plain return: pools and clients may have left threads that are no daemons.
        System.exit(exitCode);
    }
}
