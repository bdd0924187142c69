/** The tiers in which several shards answer, beside the same work written by hand. */
@NullMarked
package io.kintsugi.benchmarks.tiers;

import org.jspecify.annotations.NullMarked;
