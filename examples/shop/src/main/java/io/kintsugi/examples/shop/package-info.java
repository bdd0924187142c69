/**
 * A small shop over any JDBC URL: users with their orders, split by user, and products and countries that every shard
 * holds. It writes, reads and adds up, and says at the end whether the sums are right. Nothing in it knows Kintsugi
 * but the URL and one setting.
 */
@NullMarked
package io.kintsugi.examples.shop;

import org.jspecify.annotations.NullMarked;
