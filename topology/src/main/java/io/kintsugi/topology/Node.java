package io.kintsugi.topology;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** One physical database. {@code parameters} are the driver's connection parameters in written order; no secrets. */
public record Node(String name, String host, int port, String database, String cell, Map<String, String> parameters) {
    /** The cell of nodes that name none. */
    public static final String DEFAULT_CELL = "default";

    private static final int PORT_MAX = 65_535;

    public Node {
        requireNonNull(name, "name");
        requireNonNull(host, "host");
        requireNonNull(database, "database");
        requireNonNull(cell, "cell");
        parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
        if (port < 1 || port > PORT_MAX) {
            throw TopologyErrors.invalid("Port " + port + " of node '" + name + "' is not between 1 and 65535.");
        }
    }

    /** Names are unique in a topology: hashing the rest, for each connection borrowed, would tell nothing more. */
    @Override
    public int hashCode() {
        return name.hashCode();
    }

    /** Host and port, with brackets around an IPv6 address. */
    public String address() {
        return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
    }
}
