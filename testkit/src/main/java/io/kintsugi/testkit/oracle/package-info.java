/**
 * The oracle: one plain database beside clusters that hold the same rows. An answer of a cluster is equal to the plain
 * one's, or a refusal; never another. Knows {@code java.sql} only, so that a driver, a shaded jar and a proxy are asked
 * alike; where the databases come from is the caller's {@link io.kintsugi.testkit.oracle.DatabaseServers}.
 */
@NullMarked
package io.kintsugi.testkit.oracle;

import org.jspecify.annotations.NullMarked;
