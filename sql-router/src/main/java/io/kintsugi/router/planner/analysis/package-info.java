/**
 * What planning asks of an analysed statement: the keyspaces and keys of its tables, and the kinds of functions it
 * calls.
 */
@NullMarked
package io.kintsugi.router.planner.analysis;

import org.jspecify.annotations.NullMarked;
