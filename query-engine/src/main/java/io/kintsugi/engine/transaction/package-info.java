/**
 * One logical transaction over shards that join as they are needed: doomed by any error as in PostgreSQL, savepoints
 * and settings replayed on late shards, committed so that the caller knows what became of it.
 */
@NullMarked
package io.kintsugi.engine.transaction;

import org.jspecify.annotations.NullMarked;
