/** Tests of durable small files. */
@NullMarked
package io.kintsugi.topology.storage;

import org.jspecify.annotations.NullMarked;
