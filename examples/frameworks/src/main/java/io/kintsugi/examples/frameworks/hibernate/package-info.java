/** The shop in Hibernate. */
@NullMarked
package io.kintsugi.examples.frameworks.hibernate;

import org.jspecify.annotations.NullMarked;
