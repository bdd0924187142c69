/**
 * {@code kintsugi advise}: proposes how the tables of an existing database could be sharded, from its foreign keys and
 * a log of statements. Each candidate is judged by the router itself: by how many statements would go to one shard.
 */
@NullMarked
package io.kintsugi.cli.advise;

import org.jspecify.annotations.NullMarked;
