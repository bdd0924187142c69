package io.kintsugi.topology;

import static java.util.Objects.requireNonNull;

/** A text that must not appear in logs or messages: {@code toString} hides it. */
public record Secret(String value) {
    public Secret {
        requireNonNull(value, "value");
    }

    /** No password: the server trusts the client by other means. */
    public static Secret none() {
        return new Secret("");
    }

    @Override
    public String toString() {
        return "Secret[hidden]";
    }
}
