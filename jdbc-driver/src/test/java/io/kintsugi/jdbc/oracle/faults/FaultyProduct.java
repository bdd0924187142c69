package io.kintsugi.jdbc.oracle.faults;

import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Driver;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * The whole product once more, with one source compiled anew, in a class loader that asks itself first for the
 * product's classes. Libraries are those of the test. Confined to one thread.
 */
public final class FaultyProduct implements AutoCloseable {
    private static final String DRIVER = "io.kintsugi.jdbc.KintsugiDriver";
    private static final String CLASS_PATH = System.getProperty("java.class.path");

    private final Path folder;
    private final Loader loader;

    private FaultyProduct(Path folder, Loader loader) {
        this.folder = folder;
        this.loader = loader;
    }

    public static FaultyProduct with(PlantedFault fault) throws IOException {
        Path folder = Files.createTempDirectory("fault");
        compile(fault, folder);
        return new FaultyProduct(folder, new Loader(folder));
    }

    private static void compile(PlantedFault fault, Path folder) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter said = new StringWriter();
        List<String> options = List.of(
                "-classpath", CLASS_PATH, "-d", folder.toString(), "--release", "17", "-proc:none", "-nowarn", "-g");
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            boolean compiled = compiler.getTask(said, files, null, options, null, List.of(new Source(fault)))
                    .call();
            if (!compiled) {
                throw new IllegalStateException("fault " + fault.name() + " does not compile: " + said);
            }
        }
    }

    private static final class Source extends SimpleJavaFileObject {
        private final String text;

        Source(PlantedFault fault) {
            super(URI.create("string:///" + fault.path()), JavaFileObject.Kind.SOURCE);
            this.text = fault.planted();
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }

    /** Its JDBC driver. */
    public Driver driver() {
        try {
            return (Driver) loader.loadClass(DRIVER).getConstructor().newInstance();
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Override
    public void close() throws IOException {
        // The loader stays open: engines end a little after their last connection, and need classes for that.
        try (Stream<Path> files = Files.walk(folder)) {
            List<Path> all = files.sorted(Comparator.reverseOrder()).toList();
            for (Path file : all) {
                Files.delete(file);
            }
        }
    }

    /** The product's classes are its own; the tests see them through {@code java.sql} only. */
    private static final class Loader extends URLClassLoader {
        private static final List<String> PRODUCT = List.of(
                "io.kintsugi.engine.",
                "io.kintsugi.errors.",
                "io.kintsugi.jdbc.",
                "io.kintsugi.node.",
                "io.kintsugi.router.",
                "io.kintsugi.topology.");

        Loader(Path patches) throws MalformedURLException {
            super(urls(patches), FaultyProduct.class.getClassLoader());
        }

        private static URL[] urls(Path patches) throws MalformedURLException {
            List<URL> urls = new ArrayList<>();
            urls.add(patches.toUri().toURL());
            for (String entry : CLASS_PATH.split(File.pathSeparator)) {
                urls.add(Path.of(entry).toUri().toURL());
            }
            return urls.toArray(URL[]::new);
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (PRODUCT.stream().noneMatch(name::startsWith)) {
                return super.loadClass(name, resolve);
            }
            synchronized (getClassLoadingLock(name)) {
                Optional<Class<?>> loaded = Optional.ofNullable(findLoadedClass(name));
                return loaded.isPresent() ? loaded.get() : findClass(name);
            }
        }
    }
}
