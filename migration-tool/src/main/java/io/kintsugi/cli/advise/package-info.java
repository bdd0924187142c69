/** {@code kintsugi advise}: sharding keys, reference tables and co-location for a database that exists. */
@NullMarked
package io.kintsugi.cli.advise;

import org.jspecify.annotations.NullMarked;
