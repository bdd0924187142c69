/**
 * Looking at one node: can it be reached, does it answer, which role has it, how far is it behind. Probes only read,
 * hold no connection afterwards and never throw for a sick node: what they see, good or bad, is the report.
 */
@NullMarked
package io.kintsugi.node.probe;

import org.jspecify.annotations.NullMarked;
