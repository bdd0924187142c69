/** What is measured, and who does it: by hand over the native driver, through Kintsugi, through a peer. */
@NullMarked
package io.kintsugi.benchmarks.workload;

import org.jspecify.annotations.NullMarked;
