/** {@code kintsugi validate}: every error of a topology file, shown in its source. */
@NullMarked
package io.kintsugi.cli.validate;

import org.jspecify.annotations.NullMarked;
