package io.kintsugi.examples.tpcc;

/** What the program tells its caller when it ends. */
final class ExitCode {

    static final int OK = 0;
    static final int INCONSISTENT = 1;
    static final int USAGE = 2;
    static final int FAILED = 3;

    private ExitCode() {}
}
