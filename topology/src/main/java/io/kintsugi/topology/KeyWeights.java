package io.kintsugi.topology;

import java.util.Optional;

/** What servers have said of the weights of texts; only they know those of most characters. */
@FunctionalInterface
public interface KeyWeights {
    /** Nothing has been asked. */
    KeyWeights NONE = (collation, text) -> Optional.empty();

    /**
     * The bytes of {@code WEIGHT_STRING(text COLLATE collation)}; empty where they are not known, and then the key is
     * one that cannot be shown equal to any.
     *
     * @param text without the blanks at the end that count for nothing
     */
    Optional<byte[]> weight(KeyCollation collation, String text);
}
