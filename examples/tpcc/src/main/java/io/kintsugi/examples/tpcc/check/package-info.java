/**
 * The twelve consistency conditions of clause 3.3.2, as data, and the checker that evaluates them. Every statement
 * stays inside one warehouse, so that any sharding by warehouse can answer it.
 */
@NullMarked
package io.kintsugi.examples.tpcc.check;

import org.jspecify.annotations.NullMarked;
