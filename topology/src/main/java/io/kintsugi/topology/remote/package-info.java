/**
 * The data plane's end of the manager's protocol: fetch the topology over HTTP, wait for newer ones, acknowledge what
 * is applied, keep a copy on disk, and go on with what is known when every manager is away. Uses the JDK's HTTP client
 * only, since it travels inside the driver.
 */
@NullMarked
package io.kintsugi.topology.remote;

import org.jspecify.annotations.NullMarked;
