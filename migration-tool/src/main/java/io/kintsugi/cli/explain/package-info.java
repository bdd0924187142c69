/** {@code kintsugi explain}: where a statement would go, and why; with a database or from files alone. */
@NullMarked
package io.kintsugi.cli.explain;

import org.jspecify.annotations.NullMarked;
