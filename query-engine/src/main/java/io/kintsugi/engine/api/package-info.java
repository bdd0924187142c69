/**
 * What a front end (the JDBC driver, the proxy) hands to the engine and gets back: bindings, options, results, the
 * session and its configuration. Values and interfaces only; nothing here opens a connection.
 */
@NullMarked
package io.kintsugi.engine.api;

import org.jspecify.annotations.NullMarked;
