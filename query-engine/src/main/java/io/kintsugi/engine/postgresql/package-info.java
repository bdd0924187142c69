/** The engine's dialect of PostgreSQL servers, over pgjdbc. */
@NullMarked
package io.kintsugi.engine.postgresql;

import org.jspecify.annotations.NullMarked;
