/**
 * TPC-C as a plain JDBC program: the command line and its options. The packages below know nothing of it.
 */
@NullMarked
package io.kintsugi.examples.tpcc;

import org.jspecify.annotations.NullMarked;
