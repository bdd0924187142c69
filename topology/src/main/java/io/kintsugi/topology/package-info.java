/**
 * The versioned map of a cluster: nodes, replica sets, keyspaces, shards, tables, and the functions that turn a
 * sharding key into a token and a token into a shard. Immutable values only; no SQL, no connections, no clock.
 */
@NullMarked
package io.kintsugi.topology;

import org.jspecify.annotations.NullMarked;
