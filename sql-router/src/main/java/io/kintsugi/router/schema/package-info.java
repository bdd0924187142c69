/**
 * What the planner must know of the logical tables: columns, types, keys, functions. Filled from the catalog keyspace
 * by the engine, or from DDL text for offline use.
 */
@NullMarked
package io.kintsugi.router.schema;

import org.jspecify.annotations.NullMarked;
