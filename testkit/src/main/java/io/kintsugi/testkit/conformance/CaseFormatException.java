package io.kintsugi.testkit.conformance;

import java.nio.file.Path;

/** A case file that says something the format does not know; names file and line. */
public final class CaseFormatException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    CaseFormatException(Path file, int line, String what) {
        super(file + ":" + line + ": " + what);
    }
}
