/**
 * The engine's front door: {@code Engine.start(topology, configuration, router)}, then one session for each application
 * connection. Whatever a session is asked goes {@code route → plan → shard connections → merge → result}.
 */
@NullMarked
package io.kintsugi.engine;

import org.jspecify.annotations.NullMarked;
