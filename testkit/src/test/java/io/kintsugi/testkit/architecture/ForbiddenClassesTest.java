package io.kintsugi.testkit.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Classes in the places that the rules are about, compiled here, since no module may have them: each is found. */
final class ForbiddenClassesTest {
    @TempDir
    private Path folder = Path.of("");

    private final List<Path> sources = new ArrayList<>();

    private void write(String name, String body) throws IOException {
        int dot = name.lastIndexOf('.');
        Path file = folder.resolve("source").resolve(name.replace('.', '/') + ".java");
        Files.createDirectories(file.getParent());
        String type = "public final class " + name.substring(dot + 1) + " {\n" + body + "\n}\n";
        sources.add(Files.writeString(file, "package " + name.substring(0, dot) + ";\n" + type));
    }

    /** A class of that name whose only fault is the use of the other. */
    private void uses(String name, String used) throws IOException {
        write(name, "public Object use(" + used + " used) { return used; }");
    }

    private void marked(String... packages) throws IOException {
        for (String name : packages) {
            Path file = folder.resolve("source").resolve(name.replace('.', '/') + "/package-info.java");
            Files.createDirectories(file.getParent());
            sources.add(Files.writeString(file, "@org.jspecify.annotations.NullMarked\npackage " + name + ";\n"));
        }
    }

    private List<String> broken() throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        Path classes = Files.createDirectories(folder.resolve("classes"));
        List<String> arguments = new ArrayList<>(
                List.of("-d", classes.toString(), "-proc:none", "-classpath", System.getProperty("java.class.path")));
        sources.forEach(source -> arguments.add(source.toString()));
        assertThat(compiler.run(null, null, null, arguments.toArray(String[]::new)))
                .isZero();
        JavaClasses imported = new ClassFileImporter().importPath(classes);
        return ArchitectureRules.rules().stream()
                .map(rule -> rule.allowEmptyShould(true))
                .filter(rule -> rule.evaluate(imported).hasViolation())
                .map(ArchRule::getDescription)
                .toList();
    }

    @Test
    void librariesOutsideTheirHome_areFound() throws IOException {
        write("org.apache.calcite.Library", "");
        write("com.zaxxer.Library", "");
        write("io.vertx.Library", "");
        marked("org.apache.calcite", "com.zaxxer", "io.vertx", "io.kintsugi.router.planner", "io.kintsugi.engine");
        marked("io.kintsugi.manager.page");
        uses("io.kintsugi.router.planner.Strayed", "org.apache.calcite.Library");
        uses("io.kintsugi.engine.Strayed", "com.zaxxer.Library");
        uses("io.kintsugi.manager.page.Strayed", "io.vertx.Library");
        assertThat(broken())
                .hasSize(3)
                .allMatch(description -> description.contains(" is used only in "))
                .anyMatch(description -> description.startsWith("org.apache.calcite"))
                .anyMatch(description -> description.startsWith("com.zaxxer"))
                .anyMatch(description -> description.startsWith("io.vertx"));
    }

    @Test
    void librariesAtHome_areAllowed() throws IOException {
        write("org.apache.calcite.Library", "");
        write("com.zaxxer.Library", "");
        write("io.vertx.Library", "");
        marked("org.apache.calcite", "com.zaxxer", "io.vertx", "io.kintsugi.router.internal.calcite");
        marked("io.kintsugi.engine.backend", "io.kintsugi.manager.api");
        uses("io.kintsugi.router.internal.calcite.Home", "org.apache.calcite.Library");
        uses("io.kintsugi.engine.backend.Home", "com.zaxxer.Library");
        uses("io.kintsugi.manager.api.Home", "io.vertx.Library");
        assertThat(broken()).isEmpty();
    }

    @Test
    void planesThatSeeEachOther_areFound() throws IOException {
        marked("io.kintsugi.manager.store", "io.kintsugi.jdbc", "io.kintsugi.manager", "io.kintsugi.engine.session");
        write("io.kintsugi.manager.store.Store", "");
        write("io.kintsugi.engine.session.Session", "");
        uses("io.kintsugi.jdbc.Strayed", "io.kintsugi.manager.store.Store");
        uses("io.kintsugi.manager.Strayed", "io.kintsugi.engine.session.Session");
        assertThat(broken())
                .containsExactly(
                        "the data plane never imports the control plane",
                        "the control plane never imports the data plane");
    }

    @Test
    void impureRouterAndTopology_areFound() throws IOException {
        marked("io.kintsugi.router.plan", "io.kintsugi.topology.yaml");
        uses("io.kintsugi.router.plan.Reads", "java.nio.file.Path");
        uses("io.kintsugi.topology.yaml.Asks", "java.sql.Connection");
        assertThat(broken())
                .containsExactly("sql-router does no I/O and owns no thread", "topology opens no database connection");
    }

    @Test
    void clocksAndSleep_areFound() throws IOException {
        for (String call : List.of("System.currentTimeMillis()", "java.time.Instant.now()")) {
            marked("io.kintsugi.engine.id");
            write("io.kintsugi.engine.id.Clock", "public Object now() { return " + call + "; }");
            assertThat(broken()).containsExactly("time is injected, and nothing sleeps where it could await");
        }
        write("io.kintsugi.engine.id.Clock", "public void rest() throws Exception { Thread.sleep(1L); }");
        assertThat(broken()).containsExactly("time is injected, and nothing sleeps where it could await");
    }

    @Test
    void packageWithoutNullMarked_isFound() throws IOException {
        write("io.kintsugi.engine.bare.Unmarked", "");
        assertThat(broken()).singleElement().asString().contains("@NullMarked");
    }
}
