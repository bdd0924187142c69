/**
 * Reads over several shards: what is pushed to each shard and how the rows are merged, or why that cannot be right.
 */
@NullMarked
package io.kintsugi.router.planner.read;

import org.jspecify.annotations.NullMarked;
