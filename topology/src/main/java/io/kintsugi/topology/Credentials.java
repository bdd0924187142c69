package io.kintsugi.topology;

import static java.util.Objects.requireNonNull;

/** The user under which Kintsugi connects to every node of the cluster. */
public record Credentials(String user, Secret password) {
    public Credentials {
        requireNonNull(user, "user");
        requireNonNull(password, "password");
    }
}
