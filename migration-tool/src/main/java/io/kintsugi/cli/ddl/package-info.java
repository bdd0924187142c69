/** {@code kintsugi ddl}: schema changes that were cut off: list them, finish them, give one up. */
@NullMarked
package io.kintsugi.cli.ddl;

import org.jspecify.annotations.NullMarked;
