/**
 * The router as one object: lexer, small parsers, plan cache and planner behind {@code StatementRouter}. Apart from the
 * interfaces it implements, so that packages depend on each other in one direction only.
 */
@NullMarked
package io.kintsugi.router.facade;

import org.jspecify.annotations.NullMarked;
