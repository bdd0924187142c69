/**
 * A second opinion on routes: random queries are answered by brute force over a handful of rows, once over all rows and
 * once over each shard's, and the router's choice of shards is judged by the answers. Knows nothing of the planner.
 */
@NullMarked
package io.kintsugi.router.oracle;

import org.jspecify.annotations.NullMarked;
