package io.kintsugi.manager.journal;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/** Something that happened. The text may quote servers and files: escape it before showing it. */
public record JournalEntry(Instant time, boolean isError, String text) {
    public JournalEntry {
        requireNonNull(time, "time");
        requireNonNull(text, "text");
    }
}
