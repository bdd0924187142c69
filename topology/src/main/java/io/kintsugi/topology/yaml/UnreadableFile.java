package io.kintsugi.topology.yaml;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Objects;

/** Why a file could not be read, in words: of itself the JDK says no more than the file's name, or a number. */
final class UnreadableFile {
    private UnreadableFile() {}

    /** A part of a sentence, without the file's name. */
    static String reason(IOException failure) {
        if (failure instanceof NoSuchFileException) {
            return "there is no such file";
        }
        if (failure instanceof AccessDeniedException) {
            return "this process has no permission to read it";
        }
        if (failure instanceof CharacterCodingException) {
            return "it is not in UTF-8";
        }
        if (failure instanceof FileSystemException known && known.getReason() != null) {
            return known.getReason();
        }
        return Objects.requireNonNullElse(failure.getMessage(), failure.toString());
    }
}
