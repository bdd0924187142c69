package io.kintsugi.router;

/**
 * How a router's plan cache stands.
 *
 * @param size plans it holds now
 * @param hits statements whose plan was there
 * @param misses statements that had to be planned
 */
public record PlanCacheReport(long size, long hits, long misses) {
    /** Of a router without a cache. */
    public static final PlanCacheReport NONE = new PlanCacheReport(0, 0, 0);
}
