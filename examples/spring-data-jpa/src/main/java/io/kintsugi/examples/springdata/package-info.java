/** A shop on Spring Boot and Spring Data JPA. Nothing here knows Kintsugi; the URL in application.properties does. */
@NullMarked
package io.kintsugi.examples.springdata;

import org.jspecify.annotations.NullMarked;
