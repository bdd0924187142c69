/**
 * Fills the nine tables by the rules of clause 4.3, one warehouse at a time, several at once. Given the same seed,
 * the same rows, whatever the number of threads.
 */
@NullMarked
package io.kintsugi.examples.tpcc.load;

import org.jspecify.annotations.NullMarked;
