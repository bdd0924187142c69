/**
 * The five transaction profiles of clause 2. Each one is an immutable value, drawn at random once, so that a retry runs
 * the same transaction again. Every statement on a sharded table carries its warehouse id.
 */
@NullMarked
package io.kintsugi.examples.tpcc.transaction;

import org.jspecify.annotations.NullMarked;
