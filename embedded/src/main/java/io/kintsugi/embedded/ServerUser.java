package io.kintsugi.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.GroupPrincipal;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.UserPrincipal;
import java.nio.file.attribute.UserPrincipalLookupService;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Who runs the servers. PostgreSQL refuses root, so root hands its servers to an unprivileged user; anyone else runs
 * them himself and {@code prefix} is empty.
 *
 * @param prefix the program and arguments that start a command as this user
 */
record ServerUser(UserPrincipal principal, GroupPrincipal group, List<String> prefix) {

    private static final int ROOT = 0;
    private static final List<String> CANDIDATES = List.of("postgres", "nobody");
    static final List<String> TOOLS = List.of("setpriv", "runuser", "su");
    private static final List<String> PROGRAM_FOLDERS = List.of("/usr/bin", "/usr/sbin", "/bin", "/sbin");
    private static final Duration LIMIT = Duration.ofSeconds(10);

    ServerUser {
        prefix = List.copyOf(prefix);
    }

    /** The user for a new data folder. */
    static ServerUser detect() throws IOException {
        ServerUser current = current();
        return current.isRoot() ? unprivileged(CANDIDATES) : current;
    }

    /** Who runs this process, root or not. */
    static ServerUser current() throws IOException {
        Path probe = Files.createTempFile("kintsugi-user", ".probe");
        try {
            PosixFileAttributes attributes = Files.readAttributes(probe, PosixFileAttributes.class);
            return new ServerUser(attributes.owner(), attributes.group(), List.of());
        } finally {
            Files.delete(probe);
        }
    }

    /** An existing folder that belongs to an ordinary user stays his: as root, the server runs as him. */
    ServerUser forExisting(Path folder) throws IOException {
        boolean ownedByRoot =
                Integer.valueOf(ROOT).equals(Files.getAttribute(folder, "unix:uid", LinkOption.NOFOLLOW_LINKS));
        UserPrincipal owner = Files.getOwner(folder, LinkOption.NOFOLLOW_LINKS);
        if (!isDropped() || ownedByRoot || owner.equals(principal)) {
            return this;
        }
        return unprivileged(List.of(owner.getName()));
    }

    boolean isRoot() {
        return principal.getName().equals("root");
    }

    /** True when this process is root and its servers run as somebody else. */
    boolean isDropped() {
        return !prefix.isEmpty();
    }

    /** Gives a file or a whole folder that this process made to the user, if he is another. */
    void takeOver(Path path) throws IOException {
        if (isDropped()) {
            FileTrees.giveTo(this, path);
        }
    }

    List<String> command(List<String> command) {
        List<String> whole = new ArrayList<>(prefix);
        whole.addAll(command);
        return whole;
    }

    /** The first folder on the way down that this user may not pass, if any. */
    Optional<Path> obstacle(Path folder) {
        if (!isDropped()) {
            return Optional.empty();
        }
        return Stream.iterate(folder.toAbsolutePath(), path -> path != null, Path::getParent)
                .filter(path -> Files.isDirectory(path) && !mayEnter(path))
                .reduce((deeper, higher) -> higher);
    }

    private boolean mayEnter(Path folder) {
        try {
            PosixFileAttributes attributes = Files.readAttributes(folder, PosixFileAttributes.class);
            Set<PosixFilePermission> permissions = attributes.permissions();
            if (attributes.owner().equals(principal)) {
                return permissions.contains(PosixFilePermission.OWNER_EXECUTE);
            }
            return permissions.contains(PosixFilePermission.OTHERS_EXECUTE);
        } catch (IOException unreadable) {
            return false;
        }
    }

    static ServerUser unprivileged(List<String> candidates) throws IOException {
        for (String name : candidates) {
            Optional<Commands.Result> group = id(name);
            if (group.isPresent()) {
                return dropTo(name, group.get().output().strip());
            }
        }
        throw new EmbeddedServerException(
                ServerFailure.NO_UNPRIVILEGED_USER, "None of the users " + candidates + " exists.");
    }

    private static Optional<Commands.Result> id(String name) throws IOException {
        Commands.Result result = Commands.run(List.of("id", "-gn", name), Path.of("/"), LIMIT);
        return Optional.of(result).filter(Commands.Result::succeeded);
    }

    private static ServerUser dropTo(String name, String group) throws IOException {
        UserPrincipalLookupService services = Path.of("/").getFileSystem().getUserPrincipalLookupService();
        return new ServerUser(
                services.lookupPrincipalByName(name), services.lookupPrincipalByGroupName(group), prefix(name, group));
    }

    /** setpriv first: it only changes ids and executes, with neither a login session nor a process between. */
    private static List<String> prefix(String name, String group) {
        return TOOLS.stream()
                .flatMap(tool -> prefix(tool, name, group).stream())
                .findFirst()
                .orElseThrow(() -> new EmbeddedServerException(
                        ServerFailure.NO_UNPRIVILEGED_USER,
                        "None of " + TOOLS + " is installed, so the server cannot be started as '" + name + "'."));
    }

    /** Empty where the tool is not installed. */
    static Optional<List<String>> prefix(String tool, String name, String group) {
        return program(tool).map(program -> switch (tool) {
            case "setpriv" -> List.of(program, "--reuid=" + name, "--regid=" + group, "--clear-groups", "--");
            case "runuser" -> List.of(program, "-u", name, "--");
            default -> List.of(program, "-s", "/bin/sh", name, "-c", "exec \"$0\" \"$@\"", "--");
        });
    }

    private static Optional<String> program(String name) {
        return PROGRAM_FOLDERS.stream()
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .map(Path::toString)
                .findFirst();
    }
}
