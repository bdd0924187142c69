package io.kintsugi.router.plan;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * The first step of a write: a statement of its own, whose rows say what is to be written.
 *
 * @param text that statement
 * @param parameters which of the whole statement's parameters (1-based) it takes, in the order of its own
 * @param columns how many columns its rows have
 * @param plan how it is answered; its parameters are those of {@code text}
 */
public record Reading(String text, List<Integer> parameters, int columns, ExecutionPlan plan) {
    public Reading {
        requireNonNull(text, "text");
        parameters = List.copyOf(parameters);
        requireNonNull(plan, "plan");
    }
}
