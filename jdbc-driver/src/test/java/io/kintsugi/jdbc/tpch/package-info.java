/** TPC-H over two shards, beside one plain database: an equal answer or a refusal, never another. */
@NullMarked
package io.kintsugi.jdbc.tpch;

import org.jspecify.annotations.NullMarked;
