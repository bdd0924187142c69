/** The engine's dialect of MySQL servers, over Connector/J, which the application must add to its class path. */
@NullMarked
package io.kintsugi.engine.mysql;

import org.jspecify.annotations.NullMarked;
