/** Generated ids: blocks of a sequence leased from the catalog, and time-sorted ids made here. */
@NullMarked
package io.kintsugi.engine.id;

import org.jspecify.annotations.NullMarked;
