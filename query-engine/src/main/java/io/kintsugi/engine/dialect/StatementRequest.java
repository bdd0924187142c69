package io.kintsugi.engine.dialect;

import io.kintsugi.engine.api.GeneratedKeys;
import java.util.Objects;

/**
 * What is to be prepared.
 *
 * @param plain whether it has no parameters and is no prepared statement of the application
 * @param fetchSize 0 = all rows at once
 * @param rowsMax 0 = no limit
 * @param textForm whether values must come in text form
 * @param fieldBytesMax as of {@link io.kintsugi.engine.api.ExecuteOptions}
 */
public record StatementRequest(
        String text,
        boolean plain,
        int fetchSize,
        long rowsMax,
        GeneratedKeys generatedKeys,
        int resultSetType,
        int resultSetConcurrency,
        boolean textForm,
        int fieldBytesMax) {
    public StatementRequest {
        Objects.requireNonNull(text, "text");
        Objects.requireNonNull(generatedKeys, "generatedKeys");
    }
}
