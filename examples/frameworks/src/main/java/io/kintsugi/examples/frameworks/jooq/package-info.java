/** The shop in jOOQ. */
@NullMarked
package io.kintsugi.examples.frameworks.jooq;

import org.jspecify.annotations.NullMarked;
