package io.kintsugi.benchmarks.paired;

import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.sql.DataSource;

/**
 * ShardingSphere's jars in a class loader of their own, so that it runs with the versions of its libraries that it asks
 * for. It looks for services where the thread's context says: whoever calls it sets that to this loader.
 *
 * @param loader of nothing but these jars
 */
public record PeerJars(ClassLoader loader) {
    private static final String FACTORY =
            "org.apache.shardingsphere.driver.api.yaml.YamlShardingSphereDataSourceFactory";

    /** @param folder with all its jars */
    public static PeerJars in(Path folder) throws IOException {
        List<URL> urls = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.sorted().toList()) {
                urls.add(file.toUri().toURL());
            }
        }
        return new PeerJars(new URLClassLoader("peer", urls.toArray(URL[]::new), ClassLoader.getPlatformClassLoader()));
    }

    /** @param configuration its YAML */
    public DataSource create(File configuration) throws IOException {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(loader);
        try {
            return (DataSource) loader.loadClass(FACTORY)
                    .getMethod("createDataSource", File.class)
                    .invoke(null, configuration);
        } catch (ReflectiveOperationException failed) {
            throw new IOException("ShardingSphere does not start", failed);
        } finally {
            thread.setContextClassLoader(before);
        }
    }
}
