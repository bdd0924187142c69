/** Expressions over groups at random, for comparison with real servers. */
@NullMarked
package io.kintsugi.engine.merge;

import org.jspecify.annotations.NullMarked;
