/** Tests of following a topology at managers that answer, lie, hang and go away. */
@NullMarked
package io.kintsugi.topology.remote;

import org.jspecify.annotations.NullMarked;
