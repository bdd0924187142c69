/**
 * Connections to nodes: pools for each node and user, the guard check on each new connection, the settings a connection
 * has. The only place that knows HikariCP.
 */
@NullMarked
package io.kintsugi.engine.backend;

import org.jspecify.annotations.NullMarked;
