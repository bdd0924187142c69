package io.kintsugi.engine.backend;

import java.util.ArrayList;
import java.util.List;

/** The connections that a session has now, so that another thread can cut them all off. Thread-safe. */
public final class LeasedConnections {
    /** Guarded by this; some may have been given back since. */
    private final List<Backend> leased = new ArrayList<>(2);

    /** Guarded by this. */
    private boolean cut;

    /** One more; cut off at once where all others were. */
    public synchronized Backend add(Backend backend) {
        // By hand, because it is done for each statement: removeIf would make garbage.
        for (int index = leased.size() - 1; index >= 0; index--) {
            if (leased.get(index).isGivenBack()) {
                leased.remove(index);
            }
        }
        leased.add(backend);
        if (cut) {
            backend.cut();
        }
        return backend;
    }

    /** Whether there are any that were not given back. */
    public synchronized boolean areAny() {
        // By hand, because it is done for each session that ends.
        for (int index = 0; index < leased.size(); index++) {
            if (!leased.get(index).isGivenBack()) {
                return true;
            }
        }
        return false;
    }

    /** Cuts off those there are and those that come. */
    public synchronized void cut() {
        cut = true;
        leased.forEach(Backend::cut);
    }

    /** Whether they were cut off. */
    public synchronized boolean isCut() {
        return cut;
    }
}
