package io.kintsugi.engine.api;

import io.kintsugi.errors.ErrorCode;
import io.kintsugi.errors.ShardException;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** What happens to a schema change inside a transaction: it takes effect on all shards at once, and no rollback. */
public enum SchemaChangeMode {
    /** It is refused: one PostgreSQL server would undo it on rollback, and that cannot be kept here. */
    REFUSE("refuse"),
    /** The transaction is committed first, then the change is made, as MySQL does. Migration tools can live with it. */
    COMMIT("commit");

    private final String text;

    SchemaChangeMode(String text) {
        this.text = text;
    }

    /** As it is written in URLs. */
    public String text() {
        return text;
    }

    /** INVALID_PROPERTY when there is no such mode. */
    public static SchemaChangeMode of(String text) {
        String wanted = text.toLowerCase(Locale.ROOT);
        return Arrays.stream(values())
                .filter(mode -> mode.text.equals(wanted))
                .findFirst()
                .orElseThrow(() -> unknown(text));
    }

    private static ShardException unknown(String text) {
        String known = Arrays.stream(values()).map(SchemaChangeMode::text).collect(Collectors.joining(", "));
        return new ShardException(ErrorCode.INVALID_PROPERTY, "There is no schema change mode '" + text + "'.")
                .withRemedy("Use one of: " + known + ".");
    }
}
