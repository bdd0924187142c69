/**
 * Reads queries and changes of MySQL into the syntax tree, by MySQL's own layers of expressions: every token of the
 * text is taken by exactly one rule, or the statement is refused.
 */
@NullMarked
package io.kintsugi.router.internal.mysql;

import org.jspecify.annotations.NullMarked;
