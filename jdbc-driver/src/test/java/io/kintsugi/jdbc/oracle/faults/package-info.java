/**
 * Faults planted in the product, one at a time, to see whether the oracle would know. A fault is a file in {@code
 * src/test/faults}: a piece of source and what a competent engineer could have written instead of it.
 */
@NullMarked
package io.kintsugi.jdbc.oracle.faults;

import org.jspecify.annotations.NullMarked;
