package io.kintsugi.engine.api;

import java.util.List;

/** Which generated keys an execution is to return. */
public sealed interface GeneratedKeys {

    /** None: the usual case. */
    record None() implements GeneratedKeys {}

    /** All columns of the written rows, as {@code RETURN_GENERATED_KEYS} means to pgjdbc. */
    record All() implements GeneratedKeys {}

    /** The named columns, in this order. */
    record Columns(List<String> names) implements GeneratedKeys {
        public Columns {
            names = List.copyOf(names);
        }
    }
}
