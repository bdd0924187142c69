package io.kintsugi.errors;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** Keeps docs/errors.md equal to the enum. */
class ErrorDocumentTest {
    private static final String REGENERATE = "mvn -q -Pfast -pl topology -am test -Dtest=ErrorDocumentTest"
            + " -Dkintsugi.regenerate=true -Dsurefire.failIfNoSpecifiedTests=false";

    private static final Path DOCUMENT = Path.of("..", "docs", "errors.md");

    @Test
    void document_listsEveryCode() throws IOException {
        String expected = document();
        if (Boolean.getBoolean("kintsugi.regenerate")) {
            Files.writeString(DOCUMENT, expected);
        }
        assertThat(Files.exists(DOCUMENT) ? Files.readString(DOCUMENT) : "")
                .as("docs/errors.md is out of date; run: " + REGENERATE)
                .isEqualTo(expected);
    }

    private static String document() {
        StringBuilder text = new StringBuilder("""
                # Errors

                Every message of Kintsugi's own ends with an id in brackets. Ids and SQLSTATEs are stable. Refusals have a SQLSTATE of
                the class `KZ`: connection pools keep the connection. This page is made from the enum `ErrorCode`.

                Kinds: **user**: change the statement, URL or file. **transient**: repeat the transaction. **resource**: a limit was
                reached. **external**: a server, network or file failed. **bug**: a defect of Kintsugi.

                | Id | Name | Kind | SQLSTATE | MySQL | What to do |
                |---|---|---|---|---|---|
                """);
        for (ErrorCode code : ErrorCode.values()) {
            text.append("| ").append(code.id());
            text.append(" | ").append(code.name());
            text.append(" | ").append(code.kind().name().toLowerCase(Locale.ROOT));
            text.append(" | ").append(code.sqlState());
            text.append(" | ").append(code.mysqlNumber());
            text.append(" | ").append(code.advice()).append(" |\n");
        }
        return text.toString();
    }
}
