package io.kintsugi.manager.store;

import java.util.Locale;

/** How a topology came in. Only a text from the cluster file may refer to this machine's environment and files. */
public enum TopologyOrigin {
    FILE,
    API;

    /** The name in files and answers. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
