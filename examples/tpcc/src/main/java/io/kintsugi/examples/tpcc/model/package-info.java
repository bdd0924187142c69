/**
 * The vocabulary of TPC-C: how large a population is, and the random values of clauses 2.1.6 and 4.3.2.
 * No SQL in here.
 */
@NullMarked
package io.kintsugi.examples.tpcc.model;

import org.jspecify.annotations.NullMarked;
