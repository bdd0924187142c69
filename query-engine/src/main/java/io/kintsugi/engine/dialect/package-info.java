/**
 * What the engine must know about the servers of one dialect and their native driver. Interfaces only: each dialect
 * has a package of its own that implements them, and nothing else in the engine asks which dialect it is.
 */
@NullMarked
package io.kintsugi.engine.dialect;

import org.jspecify.annotations.NullMarked;
