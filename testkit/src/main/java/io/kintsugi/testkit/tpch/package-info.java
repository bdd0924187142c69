/**
 * TPC-H: tables and rows of any scale, the 22 queries in the standard's text with its validation parameters, and what a
 * database came to with one. Knows {@code java.sql} only; whoever fills tables brings {@code io.trino.tpch}.
 */
@NullMarked
package io.kintsugi.testkit.tpch;

import org.jspecify.annotations.NullMarked;
