/** Flame graphs of flight recordings, as SVG files without scripts. */
@NullMarked
package io.kintsugi.benchmarks.flame;

import org.jspecify.annotations.NullMarked;
