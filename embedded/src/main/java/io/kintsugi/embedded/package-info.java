/**
 * Real PostgreSQL servers, started from binaries on the class path, for the demo and for tests.
 *
 * <p>{@link io.kintsugi.embedded.PostgresServer} is one server, {@link io.kintsugi.embedded.ReplicaSetServers} a
 * primary with streaming replicas, {@link io.kintsugi.embedded.SharedPostgres} one server for all tests of a process,
 * and {@link io.kintsugi.embedded.LeftoverServers} finds what a killed process left behind. Everything listens on
 * loopback only.
 */
@NullMarked
package io.kintsugi.embedded;

import org.jspecify.annotations.NullMarked;
