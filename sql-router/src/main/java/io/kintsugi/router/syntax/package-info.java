/**
 * The syntax tree of a statement: immutable records, each with the exact tokens it was read from. Small parsers of our
 * own read transaction control, settings, EXPLAIN and definitions; {@link io.kintsugi.router.syntax.StatementParser}
 * reads the rest.
 */
@NullMarked
package io.kintsugi.router.syntax;

import org.jspecify.annotations.NullMarked;
