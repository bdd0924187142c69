/** How long the first connection of a process takes. */
@NullMarked
package io.kintsugi.benchmarks.start;

import org.jspecify.annotations.NullMarked;
