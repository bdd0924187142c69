package io.kintsugi.router.planner.scope;

import static java.util.Objects.requireNonNull;

import io.kintsugi.router.syntax.Variable;

/** A variable of MySQL somewhere in the statement, with the statement's token to point at. */
public record NamedVariable(Variable variable, int token) {
    public NamedVariable {
        requireNonNull(variable, "variable");
    }
}
