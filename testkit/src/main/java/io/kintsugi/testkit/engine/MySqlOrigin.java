package io.kintsugi.testkit.engine;

import java.util.Optional;

/** Where a test's MySQL server comes from, the best first. */
enum MySqlOrigin {
    /** The unpacked MySQL that {@code KINTSUGI_MYSQL_HOME} names: processes of this machine. */
    FOLDER,

    /** Docker's or Podman's: MySQL too, but with neither process nor folder of this machine, and no replicas. */
    CONTAINER,

    /** Not MySQL. */
    MARIADB,

    /** Nothing can be started, and the tests that want it fail. */
    NOWHERE;

    static MySqlOrigin of(boolean folderNamed, boolean containers, boolean mariaDb) {
        if (folderNamed) {
            return FOLDER;
        }
        if (containers) {
            return CONTAINER;
        }
        return mariaDb ? MARIADB : NOWHERE;
    }

    /** Empty: it runs. */
    Optional<String> reasonNotToRun(boolean inContainer, boolean onMariaDb) {
        return switch (this) {
            case FOLDER, NOWHERE -> Optional.empty();
            case CONTAINER ->
                inContainer
                        ? Optional.empty()
                        : Optional.of("needs a server that is a process of this machine: set KINTSUGI_MYSQL_HOME");
            case MARIADB ->
                onMariaDb
                        ? Optional.empty()
                        : Optional.of("KINTSUGI_MYSQL_HOME is not set, no containers, and this is MariaDB");
        };
    }
}
