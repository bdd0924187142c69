package io.kintsugi.router.planner.cache;

import static java.util.Objects.requireNonNull;

/** The key of a plan: normalised text and the interned number of the session's part. */
record PlanKey(String text, int session) {
    PlanKey {
        requireNonNull(text, "text");
    }
}
