package io.kintsugi.router.schema;

import java.util.Objects;

/**
 * What all overloads of a function name have in common, the most careful answer for each.
 *
 * @param userDefined whether any overload lives outside the system schemas
 * @param aggregate whether any overload is an aggregate
 * @param window whether any overload is a pure window function
 * @param volatility the most volatile of all overloads
 */
public record FunctionTraits(boolean userDefined, boolean aggregate, boolean window, Volatility volatility) {
    /** PostgreSQL's classes of volatility. */
    public enum Volatility {
        IMMUTABLE,
        STABLE,
        VOLATILE
    }

    public FunctionTraits {
        Objects.requireNonNull(volatility, "volatility");
    }

    /** What holds of both together: a name is as dangerous as its most dangerous overload. */
    public FunctionTraits orMoreCareful(FunctionTraits other) {
        return new FunctionTraits(
                userDefined || other.userDefined,
                aggregate || other.aggregate,
                window || other.window,
                volatility.compareTo(other.volatility) >= 0 ? volatility : other.volatility);
    }
}
