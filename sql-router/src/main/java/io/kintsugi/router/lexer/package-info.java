/**
 * SQL text to tokens in one pass, and what tokens alone can tell: the class of a statement, its plan-cache key, and
 * whether a condition stands among bare ANDs. Token positions are ordinals, so that plans hold for every text of one
 * key.
 */
@NullMarked
package io.kintsugi.router.lexer;

import org.jspecify.annotations.NullMarked;
