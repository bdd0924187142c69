/** TPC-H on one database, through Kintsugi and through a peer: what each answers, and how fast. */
@NullMarked
package io.kintsugi.benchmarks.tpch;

import org.jspecify.annotations.NullMarked;
