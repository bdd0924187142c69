/**
 * The front door of routing: SQL text in, execution plan out. Pure: no I/O, no clock, no thread of its own.
 *
 * <p>A statement travels {@code text → lexer → plan cache → (on a miss) syntax tree → planner → PreparedRoute}, and
 * with
 * its parameters {@code PreparedRoute → ExecutionPlan}. Whatever cannot be shown to be right is refused with a reason.
 */
@NullMarked
package io.kintsugi.router;

import org.jspecify.annotations.NullMarked;
