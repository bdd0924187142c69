/** What is counted, and where it can be read. */
@NullMarked
package io.kintsugi.jdbc.micrometer;

import org.jspecify.annotations.NullMarked;
