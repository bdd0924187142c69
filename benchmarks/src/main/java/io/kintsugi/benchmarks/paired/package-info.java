/** Contestants side by side on real servers, in one process, taking turns. */
@NullMarked
package io.kintsugi.benchmarks.paired;

import org.jspecify.annotations.NullMarked;
