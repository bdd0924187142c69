package io.kintsugi.cli.console;

/** The options that every command takes. Set once, while the command line is read; confined to the main thread. */
public final class GlobalOptions {
    private boolean plain;
    private boolean verbose;

    /** Whether colours are refused. */
    public boolean isPlain() {
        return plain;
    }

    public void setPlain(boolean value) {
        plain = value;
    }

    /** Whether errors come with their stack. */
    public boolean isVerbose() {
        return verbose;
    }

    public void setVerbose(boolean value) {
        verbose = value;
    }
}
