/** Measures what Kintsugi adds to a statement. {@code Speed} is the way in; nothing here is published. */
@NullMarked
package io.kintsugi.benchmarks;

import org.jspecify.annotations.NullMarked;
