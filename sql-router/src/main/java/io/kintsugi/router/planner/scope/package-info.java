/**
 * What the names of a statement mean: every table reference with its scope, the columns behind names, the functions
 * called, and which references must hold equal keys.
 */
@NullMarked
package io.kintsugi.router.planner.scope;

import org.jspecify.annotations.NullMarked;
