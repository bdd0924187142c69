/** Seeded breaches for the rules' own test. */
@NullMarked
package io.kintsugi.testkit.architecture.seeded.first;

import org.jspecify.annotations.NullMarked;
