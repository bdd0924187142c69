/**
 * Shows what a run measured: a table for people, JSON for programs.
 */
@NullMarked
package io.kintsugi.examples.tpcc.report;

import org.jspecify.annotations.NullMarked;
