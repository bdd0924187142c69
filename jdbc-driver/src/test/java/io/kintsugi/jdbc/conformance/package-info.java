/** Runs the conformance cases of the project through this driver. */
@NullMarked
package io.kintsugi.jdbc.conformance;

import org.jspecify.annotations.NullMarked;
