package io.kintsugi.router;

import org.jspecify.annotations.Nullable;

/** The parameters of one execution as the application gave them. */
public interface ParameterValues {
    /** No parameters at all. */
    ParameterValues NONE = number -> {
        throw new IllegalArgumentException("no parameter " + number + ": the statement has none");
    };

    /**
     * The Java value of a parameter, {@code null} for SQL NULL.
     *
     * @param number 1-based
     * @throws io.kintsugi.errors.ShardException when the parameter has not been set
     */
    @Nullable
    Object value(int number);
}
