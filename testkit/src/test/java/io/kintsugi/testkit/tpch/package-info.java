/** What TPC-H's texts and comparisons promise. */
@NullMarked
package io.kintsugi.testkit.tpch;

import org.jspecify.annotations.NullMarked;
