/**
 * From a syntax tree to a plan: resolves names, finds the shards, and chooses the best tier that is provably right.
 */
@NullMarked
package io.kintsugi.router.planner;

import org.jspecify.annotations.NullMarked;
