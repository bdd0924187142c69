/** What a cluster's engine counts, and its MBean. Counters are adders: counting neither allocates nor waits. */
@NullMarked
package io.kintsugi.engine.metrics;

import org.jspecify.annotations.NullMarked;
