package io.kintsugi.engine.api;

import io.kintsugi.errors.ErrorCode;
import io.kintsugi.errors.ShardException;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** What happens when a transaction writes on more than one shard; {@code SET kintsugi.transaction_mode}. */
public enum TransactionMode {
    /** The second written shard is refused. */
    SINGLE_SHARD("single-shard"),
    /** Shards commit one after the other; a failure in between leaves a part committed and is reported as such. */
    BEST_EFFORT("best-effort");

    private final String text;

    TransactionMode(String text) {
        this.text = text;
    }

    /** As it is written in SQL and in URLs. */
    public String text() {
        return text;
    }

    /** INVALID_PROPERTY when there is no such mode. */
    public static TransactionMode of(String text) {
        String wanted = text.toLowerCase(Locale.ROOT).replace('_', '-');
        return Arrays.stream(values())
                .filter(mode -> mode.text.equals(wanted))
                .findFirst()
                .orElseThrow(() -> unknown(text));
    }

    private static ShardException unknown(String text) {
        String known = Arrays.stream(values()).map(TransactionMode::text).collect(Collectors.joining(", "));
        return new ShardException(ErrorCode.INVALID_PROPERTY, "There is no transaction mode '" + text + "'.")
                .withRemedy("Use one of: " + known + ".");
    }
}
