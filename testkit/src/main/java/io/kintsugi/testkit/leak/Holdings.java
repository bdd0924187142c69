package io.kintsugi.testkit.leak;

import io.kintsugi.testkit.engine.MySqlPresence;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What this process holds: Kintsugi's threads, and where the system shows them, sockets and open files. A connection to
 * a server that nobody has closed is a socket, whoever leased it from whom. Immutable.
 *
 * @param threads names of Kintsugi's threads by their number
 * @param files what file descriptors lead to, by descriptor
 */
record Holdings(Map<Long, String> threads, Map<String, String> files) {
    private static final String THREADS = "kintsugi-";

    /** One for each driver; holds nothing, and ends by itself some seconds after the last engine. */
    private static final String CLOSER = "kintsugi-engine-closer";

    private static final Path DESCRIPTORS = Path.of("/proc/self/fd");

    /** One line for each socket that is connected or listens, its number the tenth word. */
    private static final List<Path> CONNECTED = List.of(Path.of("/proc/net/tcp"), Path.of("/proc/net/tcp6"));

    private static final int NUMBER_WORD = 9;
    private static final String SOCKET = "socket:";

    /** Opened by the virtual machine itself, sooner or later, and kept. */
    private static final List<String> OF_THE_MACHINE =
            List.of(".jar", "/modules", ".jsa", "/dev/", "pipe:", "anon_inode:", "/proc/", "/sys/", "/etc/", ".jfr");

    /** The virtual machine keeps a socket of its own from the first one that is closed: let it have it. */
    static Holdings first() {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Socket client = new Socket(server.getInetAddress(), server.getLocalPort());
                Socket accepted = server.accept()) {
            client.shutdownOutput();
            accepted.shutdownOutput();
        } catch (IOException noLoopback) {
            throw new UncheckedIOException("no connection to this machine itself", noLoopback);
        }
        return now();
    }

    static Holdings now() {
        return new Holdings(threadsNow(), filesNow());
    }

    private static Map<Long, String> threadsNow() {
        Map<Long, String> threads = new TreeMap<>();
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            String name = thread.getName();
            if (thread.isAlive() && name.startsWith(THREADS) && !name.equals(CLOSER)) {
                threads.put(thread.getId(), name);
            }
        }
        return threads;
    }

    /** Empty where the system does not show them. */
    private static Map<String, String> filesNow() {
        Map<String, String> files = new TreeMap<>();
        if (!Files.isDirectory(DESCRIPTORS)) {
            return files;
        }
        try (DirectoryStream<Path> descriptors = Files.newDirectoryStream(DESCRIPTORS)) {
            for (Path descriptor : descriptors) {
                String target = target(descriptor);
                if (!target.isEmpty() && OF_THE_MACHINE.stream().noneMatch(target::contains)) {
                    files.put(descriptor.getFileName().toString(), target);
                }
            }
            if (MySqlPresence.isInContainers()) {
                Set<String> connected = connectedSockets();
                files.values().removeIf(target -> target.startsWith(SOCKET) && !connected.contains(target));
            }
        } catch (IOException gone) {
            // The descriptor that lists the folder ends while it is listed: what was seen is what there is.
            return files;
        }
        return files;
    }

    /**
     * The client of a container engine keeps sockets of the machine's own kind open, and beside each one that is never
     * connected. A connection to a database is in these tables, unless its server was killed: so they are looked at
     * only where there are containers.
     */
    private static Set<String> connectedSockets() throws IOException {
        Set<String> connected = new TreeSet<>();
        for (Path table : CONNECTED) {
            for (String line : Files.isReadable(table) ? Files.readAllLines(table) : List.<String>of()) {
                String[] words = line.strip().split("\\s+");
                connected.add(words.length > NUMBER_WORD ? SOCKET + "[" + words[NUMBER_WORD] + "]" : "");
            }
        }
        return connected;
    }

    private static String target(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString();
        } catch (IOException closedMeanwhile) {
            return "";
        }
    }

    /** What is here and was not there before, in words. */
    Set<String> beyond(Holdings before) {
        Set<String> more = new TreeSet<>();
        threads.forEach((number, name) -> {
            if (!before.threads.containsKey(number)) {
                more.add("thread " + name);
            }
        });
        Collection<String> known = new ArrayList<>(before.files.values());
        for (String file : files.values()) {
            if (!known.remove(file)) {
                more.add(file);
            }
        }
        return more;
    }
}
