/**
 * INSERT, UPDATE and DELETE: where rows belong, how statements are split, and what is refused.
 */
@NullMarked
package io.kintsugi.router.planner.write;

import org.jspecify.annotations.NullMarked;
