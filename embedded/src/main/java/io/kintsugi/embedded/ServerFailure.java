package io.kintsugi.embedded;

import java.util.Arrays;
import java.util.List;

/** Why a server could not do what was asked, with the sentence that tells the way out. */
public enum ServerFailure {
    PORT_TAKEN(
            "Another program listens on this port. Stop it, choose another port, or use port 0 for a free one.",
            "Address already in use",
            "address already in use",
            "port is already allocated",
            "Do you already have another mysqld server running on port"),
    NO_SPACE(
            "The disk (or /dev/shm) is full. Free some space or choose a data folder on another disk.",
            "No space left on device",
            "Disk quota exceeded"),
    ALREADY_RUNNING(
            "A server already runs on this data folder. Stop it first (LeftoverServers finds what a killed process left).",
            "lock file \"postmaster.pid\" already exists",
            "pre-existing shared memory block",
            "Unable to lock ./ibdata1",
            "is another postmaster"),
    INCOMPATIBLE_DATA(
            "Another version of the database made this data folder. Choose an empty folder, or the matching binaries.",
            "database files are incompatible with server",
            "Invalid MySQL server upgrade",
            "Invalid MySQL server downgrade"),
    READ_ONLY("The folder cannot be written. Choose a data folder on a writable disk.", "Read-only file system"),
    NO_PERMISSION(
            "The user that runs the server may not use a folder or file. As root, choose a folder every user may enter "
                    + "(below /var/tmp, for example); else one that belongs to you.",
            "Permission denied",
            "Operation not permitted",
            "has wrong ownership",
            "has invalid permissions"),
    BAD_SETTING(
            "A setting is not known or its value is out of range. Correct the settings given in the options.",
            "unrecognized configuration parameter",
            "invalid value for parameter",
            "is outside the valid range",
            "parameter \"",
            "unknown variable '",
            "unknown option '--",
            "contains errors"),
    NO_MEMORY(
            "The machine has too little memory left. Start fewer servers or lower their buffers.",
            "Cannot allocate memory",
            "Cannot allocate memory for the buffer pool",
            "could not map anonymous shared memory",
            "could not create shared memory segment"),
    BAD_LOCALE(
            "The locale is not known here. Use DatabaseLocale.builtin(\"C.UTF-8\") or install the locale.",
            "invalid locale name",
            "could not open collator for locale",
            "invalid language tag"),
    NO_UNPRIVILEGED_USER("PostgreSQL refuses to run as root, and no user was found to run it instead. Create a user "
            + "named 'postgres', or run as an ordinary user."),
    MISSING_MYSQL(
            "Set KINTSUGI_MYSQL_HOME to the folder of an unpacked MySQL 8.0.31 or newer, the one with bin/mysqld."),
    MISSING_BINARIES("Add the artifact with PostgreSQL's binaries for this platform to the class path."),
    CORRUPT_DATA(
            "The data folder is damaged or is not one of this database's. Restore it, or choose an empty folder.",
            "invalid checkpoint record",
            "could not locate a valid checkpoint record",
            "could not locate required checkpoint record",
            "incorrect checksum in control file",
            "Data Dictionary initialization failed",
            "is corrupted",
            "pg_control",
            "is not a valid data directory",
            "is missing or not",
            "could not open file \"global/",
            "PANIC:",
            "invalid page in block"),
    TIMED_OUT("The limit in the options passed first. The machine is busy or the limit is too short."),
    UNKNOWN("See the end of the server's log.");

    private final String advice;

    @SuppressWarnings("ImmutableEnumChecker") // List.of makes it so.
    private final List<String> signs;

    ServerFailure(String advice, String... signs) {
        this.advice = advice;
        this.signs = List.of(signs);
    }

    /** One or two sentences for the person who has to put it right. */
    public String advice() {
        return advice;
    }

    /** The first failure, in order of declaration, with a sign in what the server printed. */
    static ServerFailure of(String output) {
        return Arrays.stream(values())
                .filter(failure -> failure.signs.stream().anyMatch(output::contains))
                .findFirst()
                .orElse(UNKNOWN);
    }
}
