/**
 * What both planes say to one node in SQL: the guard row, the journal of schema changes, blocks of ids. A plain
 * {@link java.sql.Connection} goes in, records come out; no pools, no threads. {@link io.kintsugi.node.NodeAccess#of}
 * gives the dialect's way of saying it.
 */
@NullMarked
package io.kintsugi.node;

import org.jspecify.annotations.NullMarked;
