/** Added time and garbage over the stub backend, with JMH. */
@NullMarked
package io.kintsugi.benchmarks.stubbed;

import org.jspecify.annotations.NullMarked;
