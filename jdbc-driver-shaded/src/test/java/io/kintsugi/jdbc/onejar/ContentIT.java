package io.kintsugi.jdbc.onejar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.ArchConfiguration;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.kintsugi.jdbc.KintsugiDriver;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.sql.Driver;
import java.util.List;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What is in the jar, and what is not. */
final class ContentIT {
    /** The aim of the project is 25 MB; this keeps what has been reached. */
    private static final long BYTES_MAX = 12_000_000;

    @Test
    void tests_runOnTheJar() {
        assertThat(OneJar.home(KintsugiDriver.class)).isEqualTo(OneJar.path());
        assertThatThrownBy(() -> Class.forName("org.apache.calcite.sql.SqlNode"))
                .isInstanceOf(ClassNotFoundException.class);
    }

    @Test
    void size_isBounded() throws IOException {
        long bytes = Files.size(OneJar.path());
        long classes = OneJar.entries().stream()
                .filter(name -> name.endsWith(".class"))
                .count();
        System.out.printf("one-jar driver: %,d bytes, %,d classes%n", bytes, classes);
        assertThat(bytes).isLessThan(BYTES_MAX);
    }

    @Test
    void entries_areOursOrRelocated() throws IOException {
        List<String> others = OneJar.entries().stream()
                .filter(name -> !name.startsWith("io/kintsugi/"))
                .toList();
        assertThat(others)
                .containsExactlyInAnyOrder(
                        "META-INF/MANIFEST.MF",
                        "META-INF/LICENSE",
                        "META-INF/NOTICE",
                        "META-INF/services/java.sql.Driver");
        assertThat(OneJar.entries()).doesNotHaveDuplicates();
    }

    @Test
    void manifest_namesTheModule_andNoOtherRelease() throws IOException {
        try (JarFile jar = new JarFile(OneJar.path().toFile())) {
            Attributes manifest = jar.getManifest().getMainAttributes();
            assertThat(manifest.getValue("Automatic-Module-Name")).isEqualTo("io.kintsugi.jdbc");
            assertThat(manifest.getValue("Multi-Release")).isEqualTo("false");
        }
    }

    @Test
    void notice_namesWhatIsContained() throws IOException {
        try (JarFile jar = new JarFile(OneJar.path().toFile())) {
            String notice = new String(
                    jar.getInputStream(jar.getEntry("META-INF/NOTICE")).readAllBytes(), StandardCharsets.UTF_8);
            assertThat(notice)
                    .contains("Kintsugi", "Apache Calcite", "Apache Software Foundation", "Guava", "Caffeine");
        }
    }

    @Test
    void services_registerOurDriverOnly() {
        List<String> drivers = ServiceLoader.load(Driver.class).stream()
                .map(provider -> provider.type().getName())
                .toList();
        assertThat(drivers)
                .containsExactlyInAnyOrder(
                        "org.postgresql.Driver", "com.mysql.cj.jdbc.Driver", "io.kintsugi.jdbc.KintsugiDriver");
    }

    /**
     * What is left out is missed by Calcite's classes only, where they plan and run queries: Kintsugi takes their trees
     * and does neither. A class of anything else that misses one would fail in the middle of a statement.
     */
    @Test
    void classesLeftOut_areMissedByCalciteOnly() throws IOException {
        Set<String> there = OneJar.entries().stream()
                .filter(name -> name.endsWith(".class"))
                .map(name ->
                        name.substring(0, name.length() - ".class".length()).replace('/', '.'))
                .collect(Collectors.toSet());
        // The names are enough: what is missing need not be looked for elsewhere.
        ArchConfiguration.get().setResolveMissingDependenciesFromClassPath(false);
        String missing;
        try (JarFile jar = new JarFile(OneJar.path().toFile())) {
            missing = new ClassFileImporter()
                    .withImportOption(place -> !place.contains("/shaded/calcite/")).importJar(jar).stream()
                            .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
                            .filter(dependency -> isMissing(there, dependency.getTargetClass()))
                            .map(dependency -> dependency.getOriginClass().getName() + " -> "
                                    + dependency.getTargetClass().getName())
                            .distinct()
                            .sorted()
                            .collect(Collectors.joining("\n"));
        }
        assertThat(missing).isEmpty();
    }

    private static boolean isMissing(Set<String> there, JavaClass target) {
        String name = target.getBaseComponentType().getName();
        return name.startsWith("io.kintsugi.") && !there.contains(name) && !isAnnotation(name);
    }

    /** The virtual machine drops annotations whose classes are absent. */
    private static boolean isAnnotation(String name) {
        return name.startsWith("io.kintsugi.shaded.absent.org.checkerframework")
                || name.startsWith("io.kintsugi.shaded.google.errorprone.annotations")
                || name.startsWith("io.kintsugi.shaded.google.j2objc.annotations");
    }
}
