package io.kintsugi.engine.backend;

import io.kintsugi.router.plan.ShardId;

/**
 * Says where a server's error came from. It is attached to the error as suppressed: the error itself stays the native
 * driver's, with its class, message and fields, which applications look at.
 */
public final class ShardOrigin extends Exception {
    private static final long serialVersionUID = 1L;

    private ShardOrigin(String message) {
        super(message, null, false, false);
    }

    /** Once for each error, whoever sees it first. */
    public static void mark(Exception failed, ShardId shard, Backend backend) {
        for (Throwable known : failed.getSuppressed()) {
            if (known instanceof ShardOrigin) {
                return;
            }
        }
        failed.addSuppressed(new ShardOrigin("raised by shard " + shard + " on node '"
                + backend.node().name() + "' at " + backend.node().address()));
    }

    @Override
    public String toString() {
        return String.valueOf(getMessage());
    }
}
