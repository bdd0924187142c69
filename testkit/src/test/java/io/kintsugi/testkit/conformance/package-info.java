/** Tests of the case format. */
@NullMarked
package io.kintsugi.testkit.conformance;

import org.jspecify.annotations.NullMarked;
