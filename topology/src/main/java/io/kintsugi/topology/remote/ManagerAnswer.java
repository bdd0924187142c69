package io.kintsugi.topology.remote;

import static java.util.Objects.requireNonNull;

import io.kintsugi.topology.Topology;

/** What a manager said when asked for a newer topology. */
sealed interface ManagerAnswer {
    /** A topology, with the version the manager gives it. */
    record Served(Topology topology) implements ManagerAnswer {
        public Served {
            requireNonNull(topology, "topology");
        }
    }

    /** There is none newer. */
    record NothingNewer() implements ManagerAnswer {}
}
