package io.kintsugi.cli.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The real launcher in a checkout of empty folders, with JDKs and a Maven that only write down how they were called.
 */
final class ShellScriptTest {
    private static final List<String> TOOLS = List.of(
            "sh",
            "dirname",
            "basename",
            "readlink",
            "sed",
            "head",
            "tail",
            "find",
            "cat",
            "mkdir",
            "rm",
            "mv",
            "stty",
            "grep",
            "touch",
            "kill");
    private static final long LIMIT_SECONDS = 60;

    @TempDir
    private Path folder = Path.of("");

    private Path checkout = Path.of("");
    private Path tools = Path.of("");

    private record Outcome(int exitCode, String out, String error) {}

    static Stream<List<String>> shells() {
        return Stream.of(List.of("sh"), List.of("dash"), List.of("bash"), List.of("busybox", "sh"))
                .filter(shell -> find(shell.get(0)) != null);
    }

    private static @Nullable Path find(String tool) {
        return Stream.of("/bin", "/usr/bin")
                .map(bin -> Path.of(bin, tool))
                .filter(Files::isExecutable)
                .findFirst()
                .orElse(null);
    }

    @BeforeEach
    void layOutACheckout() throws IOException {
        checkout = Files.createDirectories(folder.resolve("a check out/kintsugi"));
        Path script = checkout.resolve("kintsugi");
        Files.copy(Path.of("..", "kintsugi"), script);
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.createDirectories(checkout.resolve("migration-tool/src/main/java"));
        Files.createDirectories(checkout.resolve("examples/shop/src/main"));
        old(Files.writeString(checkout.resolve("pom.xml"), ""));
        old(Files.writeString(checkout.resolve("migration-tool/pom.xml"), ""));
        old(Files.writeString(checkout.resolve("migration-tool/src/main/java/Main.java"), ""));
        old(checkout.resolve("migration-tool/src/main/java"));
        old(checkout.resolve("migration-tool/src/main"));
        tools = Files.createDirectories(folder.resolve("tools"));
        for (String tool : TOOLS) {
            Path real = find(tool);
            if (real != null) {
                Files.createSymbolicLink(tools.resolve(tool), real);
            }
        }
    }

    private static Path old(Path file) throws IOException {
        return Files.setLastModifiedTime(file, FileTime.from(Instant.EPOCH));
    }

    private static void program(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, "#!/bin/sh\n" + text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    /** A JDK that says which it is, and prints its arguments instead of running anything. */
    private Path jdk(String name, String version) throws IOException {
        Path home = jre(name, version);
        program(home.resolve("bin/javac"), "exit 1\n");
        return home;
    }

    private Path jre(String name, String version) throws IOException {
        Path home = folder.resolve(name);
        program(
                home.resolve("bin/java"),
                "if [ \"$1\" = -version ]; then echo 'openjdk version \"" + version + "\"' >&2; exit 0; fi\n"
                        + "echo \"" + name + "\"\nfor argument in \"$@\"; do echo \"<$argument>\"; done\n");
        return home;
    }

    private void maven(String text) throws IOException {
        program(tools.resolve("mvn"), "echo \"mvn $*\" >> '" + folder.resolve("mvn.calls") + "'\n" + text);
    }

    private String buildResult() {
        Path target = checkout.resolve("migration-tool/target");
        return "mkdir -p '" + target + "/lib'\n: > '" + target + "/kintsugi.jar'\n";
    }

    private List<String> mavenCalls() throws IOException {
        Path calls = folder.resolve("mvn.calls");
        return Files.exists(calls) ? Files.readAllLines(calls) : List.of();
    }

    private Outcome run(Map<String, String> environment, String... arguments) {
        return run(List.of("sh"), checkout.resolve("kintsugi"), folder, environment, arguments);
    }

    private Outcome run(
            List<String> shell, Path script, Path where, Map<String, String> environment, String... arguments) {
        List<String> command = new ArrayList<>(shell);
        command.set(0, String.valueOf(find(shell.get(0))));
        command.add(script.toString());
        command.addAll(List.of(arguments));
        try {
            Path out = Files.createTempFile(folder, "out", "");
            Path error = Files.createTempFile(folder, "error", "");
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(where.toFile())
                    .redirectOutput(out.toFile())
                    .redirectError(error.toFile());
            builder.environment().clear();
            builder.environment().put("PATH", tools.toString());
            builder.environment().put("HOME", folder.toString());
            builder.environment().put("KINTSUGI_JDKS", "");
            builder.environment().putAll(environment);
            Process process = builder.start();
            assertThat(process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)).isTrue();
            return new Outcome(process.exitValue(), Files.readString(out), Files.readString(error));
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    private void build() throws IOException {
        maven(buildResult());
        assertThat(run(javaHome(jdk("jdk-build", "21.0.1"))).exitCode()).isZero();
    }

    private static Map<String, String> javaHome(Path home) {
        return Map.of("JAVA_HOME", home.toString());
    }

    @Test
    void noJava_saysWhatIsNeeded() {
        Outcome outcome = run(Map.of(), "--version");
        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.error())
                .contains("error: a JDK of release 17 or newer is needed; found: none.", "way out:", "JAVA_HOME");
    }

    @Test
    void onlyAnOldJdk_isNamed() throws IOException {
        Path java8 = jdk("jdk8", "1.8.0_392");
        Outcome outcome = run(javaHome(java8), "--version");
        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.error()).contains(java8 + "/bin/java (8)");
    }

    @Test
    void oldJdkInJavaHome_givesWayToANewerOneOnThePath() throws IOException {
        build();
        Files.createSymbolicLink(tools.resolve("java"), jdk("jdk25", "25").resolve("bin/java"));
        Outcome outcome = run(javaHome(jdk("jdk11", "11.0.2")), "--version");
        assertThat(outcome.error()).isEmpty();
        assertThat(outcome.out()).startsWith("jdk25\n");
    }

    @Test
    void jdkInAUsualFolder_isFound() throws IOException {
        build();
        jdk("jvm/jdk-17", "17.0.15");
        Outcome outcome = run(Map.of("KINTSUGI_JDKS", folder + "/jvm/*"), "--version");
        assertThat(outcome.out()).startsWith("jvm/jdk-17\n");
    }

    @Test
    void releaseFile_isBelievedWithoutStartingJava() throws IOException {
        build();
        Path home = folder.resolve("quick");
        program(home.resolve("bin/java"), "[ \"$1\" = -version ] && exit 9\necho quick\n");
        Files.writeString(home.resolve("release"), "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"17.0.9\"\n");
        assertThat(run(javaHome(home), "--version").out()).isEqualTo("quick\n");
    }

    @Test
    void jreAlone_cannotBuild_butRunsWhatIsBuilt() throws IOException {
        Path jre = jre("jre21", "21.0.1");
        maven(buildResult());
        Outcome before = run(javaHome(jre), "--version");
        assertThat(before.exitCode()).isEqualTo(1);
        assertThat(before.error()).contains("to build the checkout", "21 without javac");
        build();
        assertThat(run(javaHome(jre), "--version").out()).startsWith("jre21\n");
    }

    @Test
    void jreInJavaHome_leavesTheBuildToAJdk() throws IOException {
        maven(buildResult() + "echo \"$JAVA_HOME\" > '" + folder.resolve("used") + "'\n");
        jdk("jvm/jdk-17", "17.0.15");
        Path jre = jre("jre21", "21.0.1");
        Outcome outcome = run(Map.of("JAVA_HOME", jre.toString(), "KINTSUGI_JDKS", folder + "/jvm/*"), "--version");
        assertThat(outcome.out()).startsWith("jre21\n");
        assertThat(Files.readString(folder.resolve("used"))).contains("jdk-17");
    }

    @Test
    void noMaven_saysSo() throws IOException {
        Outcome outcome = run(javaHome(jdk("jdk17", "17.0.1")), "--version");
        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.error()).contains("Maven", "mvn", "3.8.1");
    }

    @ParameterizedTest
    @MethodSource("shells")
    void arguments_arriveAsTheyWereGiven(List<String> shell) throws IOException {
        build();
        Outcome outcome = run(
                shell,
                checkout.resolve("kintsugi"),
                Path.of("/"),
                javaHome(jdk("jdk17", "17.0.1")),
                "sql",
                "-c",
                "select 'a  b', $1; -- *",
                "");
        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.error()).isEmpty();
        assertThat(outcome.out())
                .contains("<io.kintsugi.cli.Main>\n<sql>\n<-c>\n<select 'a  b', $1; -- *>\n<>\n")
                .contains("<-cp>\n<" + checkout + "/migration-tool/target/kintsugi.jar:" + checkout
                        + "/migration-tool/target/lib/*:" + checkout + "/migration-tool/target/lib-mysql/*>");
    }

    @ParameterizedTest
    @MethodSource("shells")
    void symbolicLinks_areFollowed(List<String> shell) throws IOException {
        build();
        Path bin = Files.createDirectories(folder.resolve("bin"));
        Path link = Files.createSymbolicLink(bin.resolve("ks"), Path.of("../a check out/kintsugi/kintsugi"));
        Path second = Files.createSymbolicLink(folder.resolve("again"), link);
        Outcome outcome = run(shell, second, bin, javaHome(jdk("jdk17", "17.0.1")), "--version");
        assertThat(outcome.error()).isEmpty();
        assertThat(outcome.out()).contains("-Dkintsugi.checkout=" + checkout.toRealPath());
    }

    @Test
    void secondRun_doesNotBuild() throws IOException {
        build();
        run(javaHome(jdk("jdk17", "17.0.1")), "--version");
        assertThat(mavenCalls())
                .singleElement()
                .asString()
                .doesNotContain(" -o ")
                .contains("-pl migration-tool -am");
    }

    @Test
    void changedSource_isBuiltOffline() throws IOException {
        build();
        touchAfterBuild(checkout.resolve("migration-tool/src/main/java/Main.java"));
        Outcome outcome = run(javaHome(jdk("jdk17", "17.0.1")), "--version");
        assertThat(outcome.error()).contains("sources have changed");
        assertThat(mavenCalls()).hasSize(2).last().asString().contains(" -o ");
    }

    @Test
    void deletedSource_isNoticed() throws IOException {
        build();
        Files.delete(checkout.resolve("migration-tool/src/main/java/Main.java"));
        touchAfterBuild(checkout.resolve("migration-tool/src/main/java"));
        run(javaHome(jdk("jdk17", "17.0.1")), "--version");
        assertThat(mavenCalls()).hasSize(2);
    }

    @Test
    void changedTest_isNoReasonToBuild() throws IOException {
        build();
        Path test = Files.createDirectories(checkout.resolve("migration-tool/src/test/java"));
        touchAfterBuild(Files.writeString(test.resolve("T.java"), ""));
        run(javaHome(jdk("jdk17", "17.0.1")), "--version");
        assertThat(mavenCalls()).hasSize(1);
    }

    private static void touchAfterBuild(Path file) throws IOException {
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().plusSeconds(60)));
    }

    @Test
    void failedOfflineBuild_goesOnlineOnce() throws IOException {
        build();
        maven("case \"$*\" in *' -o '*) exit 1 ;; esac\n" + buildResult());
        touchAfterBuild(checkout.resolve("pom.xml"));
        assertThat(run(javaHome(jdk("jdk17", "17.0.1")), "--version").exitCode())
                .isZero();
        assertThat(mavenCalls()).hasSize(3);
    }

    @Test
    void failedBuild_showsErrorsAndTheLog_andIsTriedAgain() throws IOException {
        maven("echo '[ERROR] something is wrong'\nexit 1\n");
        Map<String, String> environment = javaHome(jdk("jdk17", "17.0.1"));
        Outcome outcome = run(environment, "--version");
        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.error()).contains("[ERROR] something is wrong", "the build failed", "kintsugi-build.log");
        assertThat(outcome.out()).isEmpty();
        run(environment, "--version");
        assertThat(mavenCalls()).hasSize(2);
        assertThat(checkout.resolve("migration-tool/target/kintsugi-building")).doesNotExist();
    }

    @Test
    void buildOfAnotherProcess_isNotDisturbed() throws IOException {
        maven(buildResult());
        Path lock = Files.createDirectories(checkout.resolve("migration-tool/target/kintsugi-building"));
        Files.writeString(lock.resolve("pid"), ProcessHandle.current().pid() + "\n");
        Outcome outcome = run(javaHome(jdk("jdk17", "17.0.1")), "--version");
        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.error()).contains("is building this checkout");
        assertThat(mavenCalls()).isEmpty();
    }

    @Test
    void lockOfADeadBuild_isTakenOver() throws IOException {
        maven(buildResult());
        Path lock = Files.createDirectories(checkout.resolve("migration-tool/target/kintsugi-building"));
        Files.writeString(lock.resolve("pid"), "999999999\n");
        assertThat(run(javaHome(jdk("jdk17", "17.0.1")), "--version").exitCode())
                .isZero();
        assertThat(mavenCalls()).hasSize(1);
    }

    @Test
    void noBuild_withNothingBuilt_saysSo() throws IOException {
        Path home = jdk("jdk17", "17.0.1");
        Outcome outcome = run(Map.of("JAVA_HOME", home.toString(), "KINTSUGI_NO_BUILD", "1"), "--version");
        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.error()).contains("nothing is built");
    }

    @Test
    void terminal_isToldStreamByStream() throws IOException {
        build();
        Path home = jdk("jdk17", "17.0.1");
        assertThat(run(javaHome(home), "x").out()).contains("<-Dkintsugi.terminal=>");
        if (find("script") == null) {
            return;
        }
        Files.createSymbolicLink(tools.resolve("script"), Path.of(String.valueOf(find("script"))));
        Path call = folder.resolve("call");
        program(call, "exec script -qec \"'" + checkout.resolve("kintsugi") + "' x 2>/dev/null\" /dev/null\n");
        Outcome outcome = run(List.of("sh"), call, folder, javaHome(home));
        assertThat(outcome.out()).contains("<-Dkintsugi.terminal=io:");
    }
}
