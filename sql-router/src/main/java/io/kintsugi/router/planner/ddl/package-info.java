/**
 * Where a schema change must run, and whether it may: each rule is a class of its own that refuses what the shards
 * could not keep alone (uniqueness, identity, references to rows elsewhere), naming the way out.
 */
@NullMarked
package io.kintsugi.router.planner.ddl;

import org.jspecify.annotations.NullMarked;
