/** Is all well? Probes every node at intervals, and judges nodes, shards and the whole cluster by what was seen. */
@NullMarked
package io.kintsugi.manager.health;

import org.jspecify.annotations.NullMarked;
