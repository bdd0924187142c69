/** Micrometer's view of the clusters of this process. Micrometer is optional: nothing else refers to this package. */
@NullMarked
package io.kintsugi.jdbc.micrometer;

import org.jspecify.annotations.NullMarked;
