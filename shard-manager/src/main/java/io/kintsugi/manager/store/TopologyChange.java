package io.kintsugi.manager.store;

import static java.util.Objects.requireNonNull;

/**
 * A topology that wants to come into force.
 *
 * @param text YAML as written, references to secrets unresolved
 * @param fileDigest the digest of the cluster file taken over last, also when this change came in another way: so a
 *     manager that starts again knows whether the file has changed since; empty: none was
 */
public record TopologyChange(TopologyOrigin origin, String fileDigest, String text) {
    public TopologyChange {
        requireNonNull(origin, "origin");
        requireNonNull(fileDigest, "fileDigest");
        requireNonNull(text, "text");
    }
}
