/**
 * Terminals that play decks of transactions against a database, retry what the database asks to retry, and count.
 */
@NullMarked
package io.kintsugi.examples.tpcc.run;

import org.jspecify.annotations.NullMarked;
