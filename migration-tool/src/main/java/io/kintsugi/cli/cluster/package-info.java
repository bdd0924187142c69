/** What commands need to know of a cluster: its file, connections to its nodes; and {@code kintsugi init}. */
@NullMarked
package io.kintsugi.cli.cluster;

import org.jspecify.annotations.NullMarked;
