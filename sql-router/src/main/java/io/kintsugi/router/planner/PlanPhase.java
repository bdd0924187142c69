package io.kintsugi.router.planner;

/** The steps from text to plan, in order; a refusal says at which of them the statement failed. */
public enum PlanPhase {
    PARSE("read the text into a tree that accounts for every token"),
    RESOLVE("find what every name means"),
    CLASSIFY("sort out system relations, functions and keyspaces"),
    ROUTE("find the shards of every table reference"),
    MERGE("find how rows of several shards become one result");

    private final String title;

    PlanPhase(String title) {
        this.title = title;
    }

    /** What the step does. */
    public String title() {
        return title;
    }
}
