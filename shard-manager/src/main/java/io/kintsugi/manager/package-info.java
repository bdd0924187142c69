/**
 * The control plane of a cluster: keeps the topology, serves it to the data plane, watches the nodes, and shows all of
 * it on a page. Never imports the data plane.
 */
@NullMarked
package io.kintsugi.manager;

import org.jspecify.annotations.NullMarked;
