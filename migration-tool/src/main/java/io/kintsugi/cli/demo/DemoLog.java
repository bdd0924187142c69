package io.kintsugi.cli.demo;

import io.kintsugi.cli.demo.home.DemoHome;

/** Sends the log of libraries and modules to the demo's own file: the screen belongs to the demo. */
final class DemoLog {
    private static final String FILE = "org.slf4j.simpleLogger.logFile";

    private DemoLog() {}

    /** Has to come before the first logger is made; a file that was named by the user stays. */
    static void redirect(DemoHome home) {
        home.create();
        if (System.getProperty(FILE) == null) {
            System.setProperty(FILE, home.logFile().toString());
        }
    }
}
