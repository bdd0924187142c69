package io.kintsugi.router.planner.scope;

import io.kintsugi.router.syntax.Statement;

/**
 * An INSERT, UPDATE, DELETE or MERGE: the statement itself or a member of WITH.
 *
 * @param nested whether it stands inside another statement
 */
public record Change(Statement statement, Relation target, Block block, boolean nested) {}
