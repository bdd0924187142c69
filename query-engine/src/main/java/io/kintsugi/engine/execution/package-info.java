/** Runs plans: which shards get which text, at the same time or in turn, and what becomes of their answers. */
@NullMarked
package io.kintsugi.engine.execution;

import org.jspecify.annotations.NullMarked;
