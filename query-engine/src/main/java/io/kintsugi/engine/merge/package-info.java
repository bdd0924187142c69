/**
 * Rows of several shards become one result, exactly as one PostgreSQL server would have answered. Pure: rows come in as
 * {@link io.kintsugi.engine.merge.RowSource}s in PostgreSQL's text form; no connection is known here.
 */
@NullMarked
package io.kintsugi.engine.merge;

import org.jspecify.annotations.NullMarked;
