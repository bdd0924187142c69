package io.kintsugi.engine.execution;

import java.util.Optional;

/** A session's context for one statement that is measured. Confined to the session. */
final class MeasuredContext extends WrappedContext {
    private final Optional<Measurements> measurements;

    MeasuredContext(ExecutionContext session, Measurements measurements) {
        super(session);
        this.measurements = Optional.of(measurements);
    }

    @Override
    public Optional<Measurements> measurements() {
        return measurements;
    }
}
