package io.kintsugi.engine.dialect;

import java.util.OptionalLong;

/** How a server says how many rows it expects a query to return. Thread-safe. */
public interface EstimateRules {
    /** What asks it; nothing of the query is run. */
    String question(String query);

    /** The rows by its answer, the first column of all its rows put together; empty where it does not say. */
    OptionalLong rows(String answer);
}
