package io.kintsugi.embedded;

import java.util.Optional;
import java.util.ServiceLoader;

/** Chooses what runs a MySQL server: the named folder before any {@link MySqlSource}, that before MariaDB. */
final class MySqlSources {

    private MySqlSources() {}

    /** Empty: it runs on this machine. */
    static Optional<MySqlSource> forServer(MySqlOptions options) {
        if (MySqlBinaries.namedHome().isPresent() || !diesWithThisProcess(options)) {
            return Optional.empty();
        }
        return ServiceLoader.load(MySqlSource.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(MySqlSource::isAvailable)
                .findFirst();
    }

    private static boolean diesWithThisProcess(MySqlOptions options) {
        return options.dataFolder().isEmpty() && options.stateFolder().isEmpty() && !options.detached();
    }
}
