package io.kintsugi.topology;

import static java.util.Objects.requireNonNull;

/** A function of the database that reads tables of the shard to which its argument belongs; counted from 1. */
public record FunctionRule(String name, int keyArgument) {
    public FunctionRule {
        requireNonNull(name, "name");
        if (keyArgument < 1) {
            throw TopologyErrors.invalid(
                    "Function '" + name + "': arguments are counted from 1, not " + keyArgument + ".");
        }
    }
}
