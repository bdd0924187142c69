/**
 * The plan cache: bounded, planned once for all who wait, refusals kept like plans.
 */
@NullMarked
package io.kintsugi.router.planner.cache;

import org.jspecify.annotations.NullMarked;
