/**
 * The JDBC driver: {@code java.sql} on top of the engine. Thin by design: routing is the engine's, conversions are the
 * native driver's; here are URLs, the life of connections and statements, and errors as JDBC wants them. Only
 * {@link io.kintsugi.jdbc.KintsugiDriver} and {@link io.kintsugi.jdbc.KintsugiDataSource} are for applications.
 */
@NullMarked
package io.kintsugi.jdbc;

import org.jspecify.annotations.NullMarked;
