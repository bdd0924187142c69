/** A backend that answers at once: a socket that replays what a real server has answered to the same bytes before. */
@NullMarked
package io.kintsugi.benchmarks.stub;

import org.jspecify.annotations.NullMarked;
