/** How much of the SQL of real applications is routed, merged or refused, on one shard and on two. */
@NullMarked
package io.kintsugi.router.corpus;

import org.jspecify.annotations.NullMarked;
