/**
 * From a cached plan to a statement of one text: token positions mapped, key values read, shards chosen, edits spliced.
 * Plans hold token ordinals, never offsets or values, so that one plan serves every text of its key.
 */
@NullMarked
package io.kintsugi.router.planner.bind;

import org.jspecify.annotations.NullMarked;
