package io.kintsugi.manager.store;

import io.kintsugi.errors.ErrorCode;
import io.kintsugi.errors.ShardException;
import io.kintsugi.topology.storage.StateFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The files {@code topology-<version>.yaml} of a state folder. Confined to the lock of its store. */
final class VersionFiles {
    private static final Pattern NAME = Pattern.compile("topology-(\\d{1,18})\\.yaml");
    private static final Pattern EVER_USED = Pattern.compile("topology-(\\d{1,18})\\.yaml.*");
    private static final Logger LOGGER = LoggerFactory.getLogger(VersionFiles.class);

    private final Path folder;
    private final int kept;

    private VersionFiles(Path folder, int kept) {
        this.folder = folder;
        this.kept = kept;
    }

    /** What a crash left unfinished never came into force, and is removed. */
    static VersionFiles open(Path folder, int kept) throws IOException {
        restrict(folder);
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(VersionFiles::isUnfinished).toList()) {
                Files.delete(file);
            }
        }
        return new VersionFiles(folder, kept);
    }

    private static boolean isUnfinished(Path file) {
        return file.getFileName().toString().endsWith(StateFile.UNFINISHED);
    }

    /** A cluster file may hold a password as plain text, and then so does its copy. */
    private static void restrict(Path folder) throws IOException {
        if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        }
    }

    Optional<StoredTopology> newest() {
        List<Path> files = sorted();
        return files.isEmpty() ? Optional.empty() : Optional.of(read(files.get(files.size() - 1)));
    }

    void write(StoredTopology stored) {
        TopologyChange change = stored.change();
        Map<String, String> facts = Map.of(
                "version", Long.toString(stored.version()),
                "time", stored.time().toString(),
                "origin", change.origin().name(),
                "file-digest", change.fileDigest());
        new StateFile(facts, change.text()).writeTo(folder.resolve("topology-" + stored.version() + ".yaml"));
        prune();
    }

    private void prune() {
        List<Path> files = sorted();
        try {
            for (Path old : files.subList(0, Math.max(0, files.size() - kept))) {
                Files.deleteIfExists(old);
            }
        } catch (IOException failure) {
            // The new version is durable all the same: to fail now would deny what has happened.
            LOGGER.warn("An old version in {} cannot be removed", folder, failure);
        }
    }

    /** The highest version ever used, those moved aside included: numbers are never given twice. */
    long highestSeen() {
        try (Stream<Path> files = Files.list(folder)) {
            return files.mapToLong(file -> number(EVER_USED, file)).max().orElse(0);
        } catch (IOException failure) {
            throw unreadable(failure);
        }
    }

    private StoredTopology read(Path file) {
        try {
            StateFile state = StateFile.readFrom(file);
            requireVersion(file, state.number("version"));
            TopologyOrigin origin = TopologyOrigin.valueOf(state.fact("origin"));
            TopologyChange change = new TopologyChange(origin, state.fact("file-digest"), state.body());
            return new StoredTopology(state.number("version"), Instant.parse(state.fact("time")), change);
        } catch (IllegalArgumentException | DateTimeParseException failure) {
            throw wayBack(file, failure);
        } catch (ShardException failure) {
            throw failure.code() == ErrorCode.STATE_CORRUPT ? wayBack(file, failure) : failure;
        }
    }

    private static void requireVersion(Path file, long version) {
        if (versionOf(file) != version) {
            throw new ShardException(
                    ErrorCode.STATE_CORRUPT, "The file " + file + " says it is version " + version + ".");
        }
    }

    private ShardException wayBack(Path file, RuntimeException failure) {
        String what = failure instanceof ShardException known ? known.description() : failure.toString();
        List<Path> files = sorted();
        String before = files.size() > 1
                ? "to go back to " + files.get(files.size() - 2).getFileName()
                : "to start without a topology";
        return new ShardException(ErrorCode.STATE_CORRUPT, "The newest topology cannot be trusted: " + what, failure)
                .withRemedy("Move it aside " + before + ": mv '" + file + "' '" + file + ".damaged'");
    }

    private List<Path> sorted() {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(
                            file -> NAME.matcher(file.getFileName().toString()).matches())
                    .sorted(Comparator.comparingLong(VersionFiles::versionOf))
                    .toList();
        } catch (IOException failure) {
            throw unreadable(failure);
        }
    }

    private ShardException unreadable(IOException failure) {
        return new ShardException(
                ErrorCode.STATE_IO, "The state folder " + folder + " cannot be read: " + failure + ".", failure);
    }

    private static long versionOf(Path file) {
        return number(NAME, file);
    }

    private static long number(Pattern pattern, Path file) {
        Matcher matcher = pattern.matcher(file.getFileName().toString());
        return matcher.matches() ? Long.parseLong(matcher.group(1)) : 0;
    }
}
