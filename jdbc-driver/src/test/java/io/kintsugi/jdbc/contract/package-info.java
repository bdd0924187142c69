/**
 * What JDBC promises, area by area: each class runs unchanged on the native driver with one plain database and on ours
 * with two shards, asserts what must hold, and every call's outcome is compared between the two.
 */
@NullMarked
package io.kintsugi.jdbc.contract;

import org.jspecify.annotations.NullMarked;
