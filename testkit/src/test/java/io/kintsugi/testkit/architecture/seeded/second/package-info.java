/** Seeded breaches for the rules' own test. */
@NullMarked
package io.kintsugi.testkit.architecture.seeded.second;

import org.jspecify.annotations.NullMarked;
