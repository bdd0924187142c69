/**
 * Conformance cases: one readable file each, under {@code conformance/} at the root of the project. A case says which
 * rule it guards, its tables, and statements with the tier each takes; what comes back is compared with one plain
 * database run beside. The format is described in {@code docs/conformance.md}.
 */
@NullMarked
package io.kintsugi.testkit.conformance;

import org.jspecify.annotations.NullMarked;
