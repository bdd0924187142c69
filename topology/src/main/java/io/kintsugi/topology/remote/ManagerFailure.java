package io.kintsugi.topology.remote;

/** One request to one manager failed; the message is for people. Checked, for every caller goes on in its own way. */
final class ManagerFailure extends Exception {
    private static final long serialVersionUID = 1L;

    ManagerFailure(String message) {
        super(message);
    }

    ManagerFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
