/** The shop in Liquibase. */
@NullMarked
package io.kintsugi.examples.frameworks.liquibase;

import org.jspecify.annotations.NullMarked;
