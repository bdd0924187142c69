/** Schema changes as recorded jobs over the catalog and all shards: one at a time, resumable where they stopped. */
@NullMarked
package io.kintsugi.engine.ddl;

import org.jspecify.annotations.NullMarked;
