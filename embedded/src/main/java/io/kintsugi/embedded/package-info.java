/**
 * Real PostgreSQL and MySQL servers for the demo and for tests.
 *
 * <p>{@link io.kintsugi.embedded.DatabaseServer} is one server, {@link io.kintsugi.embedded.ReplicaSetServers} a
 * primary with its replicas, {@link io.kintsugi.embedded.SharedPostgres} and
 * {@link io.kintsugi.embedded.SharedMySql} one server for all tests of a process, and
 * {@link io.kintsugi.embedded.LeftoverServers} finds what a killed process left behind. PostgreSQL comes from binaries
 * on the class path, MySQL from the folder that the user names. Everything listens on loopback only.
 */
@NullMarked
package io.kintsugi.embedded;

import org.jspecify.annotations.NullMarked;
