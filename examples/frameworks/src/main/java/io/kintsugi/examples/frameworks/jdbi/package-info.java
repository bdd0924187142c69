/** The shop in Jdbi. */
@NullMarked
package io.kintsugi.examples.frameworks.jdbi;

import org.jspecify.annotations.NullMarked;
