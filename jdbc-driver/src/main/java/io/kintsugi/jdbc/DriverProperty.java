package io.kintsugi.jdbc;

import io.kintsugi.engine.api.SchemaChangeMode;
import io.kintsugi.engine.api.TransactionMode;
import java.util.Arrays;
import java.util.Optional;

/** What the driver itself takes beside the engine's limits and the native driver's properties. */
enum DriverProperty {
    USER("user", "", "the user on every node; default: the topology's credentials"),
    PASSWORD("password", "", "that user's password"),
    SHARD("shard", "", "sends every statement to this shard, as SET kintsugi.shard does"),
    TRANSACTION_MODE(
            "transactionMode",
            TransactionMode.SINGLE_SHARD.text(),
            "what happens when a transaction writes on two shards"),
    SCHEMA_CHANGE_IN_TRANSACTION(
            "schemaChangeInTransaction",
            SchemaChangeMode.REFUSE.text(),
            "what happens to a schema change inside a transaction: refuse, or commit first"),
    MANAGER_TOKEN("managerToken", "", "the token that the managers demand"),
    TOPOLOGY_FOLDER("topologyFolder", "", "where the last topology of the managers is kept for the next start"),
    LINGER_MILLIS("lingerMillis", "5000", "how long the pools of a cluster outlive its last connection"),
    CLOSE_WAIT_MILLIS("closeWaitMillis", "10000", "how long closing waits for a statement it has cancelled"),
    VALID_WAIT_MILLIS("validWaitMillis", "5000", "the limit of isValid where the caller gives none"),
    STREAM_BYTES_MAX(
            "streamBytesMax", "268435456", "the longest stream or reader taken as a parameter, in bytes or characters");

    private final String text;
    private final String defaultValue;
    private final String meaning;

    DriverProperty(String text, String defaultValue, String meaning) {
        this.text = text;
        this.defaultValue = defaultValue;
        this.meaning = meaning;
    }

    /** The name in URLs and properties. */
    String text() {
        return text;
    }

    /** Empty where there is none. */
    String defaultValue() {
        return defaultValue;
    }

    /** Whether it takes a whole number, 0 or more. */
    boolean isNumber() {
        return !defaultValue.isEmpty() && Character.isDigit(defaultValue.charAt(0));
    }

    String meaning() {
        return meaning;
    }

    static Optional<DriverProperty> of(String text) {
        return Arrays.stream(values())
                .filter(property -> property.text.equals(text))
                .findFirst();
    }
}
