/** The shop in Flyway. */
@NullMarked
package io.kintsugi.examples.frameworks.flyway;

import org.jspecify.annotations.NullMarked;
