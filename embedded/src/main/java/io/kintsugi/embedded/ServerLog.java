package io.kintsugi.embedded;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/** What a server has printed: a file in its data folder, put aside when it has grown large. */
record ServerLog(Path file) {

    static final String NAME = "server.log";
    private static final long KEPT_BYTES_MAX = 8L << 20;
    private static final int TAIL_BYTES_MAX = 64 << 10;

    static ServerLog in(Path dataFolder) {
        return new ServerLog(dataFolder.resolve(NAME));
    }

    void putAsideIfLarge() throws IOException {
        if (length() > KEPT_BYTES_MAX) {
            Files.move(file, file.resolveSibling(NAME + ".1"), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    long length() {
        return file.toFile().length();
    }

    /** Whether one of the last lines, none of them from before {@code offset}, holds this text. */
    boolean tells(String text, int lines, long offset) {
        return tail(lines, offset).stream().anyMatch(line -> line.contains(text));
    }

    /** At most the given number of lines from the end, none of them from before {@code offset}. */
    List<String> tail(int lines, long offset) {
        if (!Files.isReadable(file)) {
            return List.of();
        }
        try (RandomAccessFile reader = new RandomAccessFile(file.toFile(), "r")) {
            long start = Math.max(offset, reader.length() - TAIL_BYTES_MAX);
            byte[] bytes = new byte[(int) Math.max(0, Math.min(TAIL_BYTES_MAX, reader.length() - start))];
            reader.seek(start);
            reader.readFully(bytes);
            List<String> all = new ArrayList<>(
                    new String(bytes, StandardCharsets.UTF_8).lines().toList());
            return List.copyOf(all.subList(Math.max(0, all.size() - lines), all.size()));
        } catch (IOException failed) {
            return List.of("(the log could not be read: " + failed + ")");
        }
    }
}
