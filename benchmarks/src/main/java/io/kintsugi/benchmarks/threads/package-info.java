/** Many threads on one driver: where they wait for each other. */
@NullMarked
package io.kintsugi.benchmarks.threads;

import org.jspecify.annotations.NullMarked;
