/** {@code kintsugi completion}: completion for shells. */
@NullMarked
package io.kintsugi.cli.completion;

import org.jspecify.annotations.NullMarked;
