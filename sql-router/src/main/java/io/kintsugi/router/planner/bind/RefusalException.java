package io.kintsugi.router.planner.bind;

/** Ends the planning of a statement with its refusal. Never leaves the router: it becomes a {@code ShardException}. */
@SuppressWarnings("serial")
public final class RefusalException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Refusal refusal;

    RefusalException(Refusal refusal) {
        super(refusal.message(), null, false, false);
        this.refusal = refusal;
    }

    public Refusal refusal() {
        return refusal;
    }
}
