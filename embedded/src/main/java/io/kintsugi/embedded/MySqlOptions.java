package io.kintsugi.embedded;

import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What a MySQL server shall be: immutable, made by {@link #builder()}, varied by {@link #toBuilder()}.
 *
 * @param name what messages and replication call the server
 * @param dataFolder where its data lie; empty: a temporary folder, deleted by {@link MySqlServer#close()}
 * @param port where it listens on 127.0.0.1; 0: a free port, chosen at the first start and then kept
 * @param settings further server options ({@code sql-mode} or {@code sql_mode}, without dashes in front); they win over
 *     the small-memory defaults
 * @param user the account that may do everything
 * @param password empty: anyone on loopback is trusted; used when the data folder is new
 * @param durable false switches fsync off: survives the death of the server, not of the machine
 * @param detached true lets it outlive this process
 * @param stateFolder where a marker is left for {@link LeftoverServers}; empty: nowhere
 * @param startLimit how long a start may take
 * @param stopLimit how long a stop may take before it becomes a kill
 */
public record MySqlOptions(
        String name,
        Optional<Path> dataFolder,
        int port,
        Map<String, String> settings,
        String user,
        Optional<String> password,
        boolean durable,
        boolean detached,
        Optional<Path> stateFolder,
        Duration startLimit,
        Duration stopLimit) {

    private static final int PORT_MAX = 65_535;

    public MySqlOptions {
        Objects.requireNonNull(dataFolder, "dataFolder");
        settings = Map.copyOf(settings);
        Objects.requireNonNull(stateFolder, "stateFolder");
        Objects.requireNonNull(startLimit, "startLimit");
        Objects.requireNonNull(stopLimit, "stopLimit");
        requireThat(
                name.matches("[\\x21-\\x7e]{1,60}"),
                "The server name '" + name + "' is not 1 to 60 printable letters.");
        requireThat(port >= 0 && port <= PORT_MAX, "Port " + port + " is not between 0 and " + PORT_MAX + ".");
        requireThat(
                user.matches("[^\\p{Cntrl}]{1,32}"), "The user '" + user + "' is not 1 to 32 printable characters.");
        requireThat(isOneLine(password.orElse("")), "The password contains a line break or a NUL character.");
        requireThat(
                !password.map(String::isEmpty).orElse(false), "The password is empty: leave it out to trust loopback.");
        settings.forEach((key, value) -> requireThat(
                key.matches("[A-Za-z][A-Za-z0-9_-]*") && isOneLine(value),
                "The setting '" + key + "' has a bad name or a line break in its value."));
    }

    public static MySqlOptions defaults() {
        return builder().build();
    }

    public static Builder builder() {
        return new Builder();
    }

    public Builder toBuilder() {
        return new Builder(this);
    }

    /** Leaves the secret out. */
    @Override
    public String toString() {
        return "MySqlOptions[" + name + ", port " + port + ", " + dataFolder + ", " + settings + "]";
    }

    private static boolean isOneLine(String text) {
        return text.chars().noneMatch(character -> character == '\n' || character == '\r' || character == 0);
    }

    private static void requireThat(boolean condition, String otherwise) {
        if (!condition) {
            throw new IllegalArgumentException(otherwise);
        }
    }

    /** Collects options; every one has a default. Confined to one thread. */
    public static final class Builder {

        private String name = "mysql";
        private Optional<Path> dataFolder = Optional.empty();
        private int port;
        private final Map<String, String> settings = new LinkedHashMap<>();
        private String user = "root";
        private Optional<String> password = Optional.empty();
        private boolean durable = true;
        private boolean detached;
        private Optional<Path> stateFolder = Optional.empty();
        private Duration startLimit = Duration.ofSeconds(90);
        private Duration stopLimit = Duration.ofSeconds(20);

        private Builder() {}

        private Builder(MySqlOptions options) {
            name = options.name;
            dataFolder = options.dataFolder;
            port = options.port;
            settings.putAll(options.settings);
            user = options.user;
            password = options.password;
            durable = options.durable;
            detached = options.detached;
            stateFolder = options.stateFolder;
            startLimit = options.startLimit;
            stopLimit = options.stopLimit;
        }

        public Builder name(String value) {
            name = value;
            return this;
        }

        public Builder dataFolder(Path value) {
            dataFolder = Optional.of(value);
            return this;
        }

        public Builder temporaryDataFolder() {
            dataFolder = Optional.empty();
            return this;
        }

        public Builder port(int value) {
            port = value;
            return this;
        }

        public Builder setting(String key, String value) {
            settings.put(key, value);
            return this;
        }

        public Builder settings(Map<String, String> values) {
            settings.putAll(values);
            return this;
        }

        public Builder user(String value) {
            user = value;
            return this;
        }

        public Builder password(String value) {
            password = Optional.of(value);
            return this;
        }

        public Builder durable(boolean value) {
            durable = value;
            return this;
        }

        public Builder detached(boolean value) {
            detached = value;
            return this;
        }

        public Builder stateFolder(Path value) {
            stateFolder = Optional.of(value);
            return this;
        }

        public Builder startLimit(Duration value) {
            startLimit = value;
            return this;
        }

        public Builder stopLimit(Duration value) {
            stopLimit = value;
            return this;
        }

        public MySqlOptions build() {
            return new MySqlOptions(
                    name,
                    dataFolder,
                    port,
                    settings,
                    user,
                    password,
                    durable,
                    detached,
                    stateFolder,
                    startLimit,
                    stopLimit);
        }
    }
}
