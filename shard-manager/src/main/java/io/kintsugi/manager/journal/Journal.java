package io.kintsugi.manager.journal;

import static java.util.Objects.requireNonNull;

import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Remembers the latest events and writes each to the log. Thread-safe: one lock around a short list. */
public final class Journal {
    private static final Logger LOGGER = LoggerFactory.getLogger(Journal.class);
    private static final int TEXT_CHARACTERS_MAX = 2_000;

    private final Clock clock;
    private final int entriesMax;
    private final Deque<JournalEntry> entries = new ArrayDeque<>();
    private Optional<JournalEntry> lastError = Optional.empty();

    public Journal(Clock clock, int entriesMax) {
        this.clock = requireNonNull(clock, "clock");
        this.entriesMax = entriesMax;
    }

    public void note(String text) {
        LOGGER.info("{}", text);
        add(new JournalEntry(clock.instant(), false, shortened(text)));
    }

    public void error(String text) {
        LOGGER.warn("{}", text);
        add(new JournalEntry(clock.instant(), true, shortened(text)));
    }

    private synchronized void add(JournalEntry entry) {
        entries.addFirst(entry);
        lastError = entry.isError() ? Optional.of(entry) : lastError;
        while (entries.size() > entriesMax) {
            entries.removeLast();
        }
    }

    /** The newest first. */
    public synchronized List<JournalEntry> entries() {
        return new ArrayList<>(entries);
    }

    /** The latest error since the start, also when newer events have pushed it out of the list. */
    public synchronized Optional<JournalEntry> lastError() {
        return lastError;
    }

    private static String shortened(String text) {
        return text.length() <= TEXT_CHARACTERS_MAX ? text : text.substring(0, TEXT_CHARACTERS_MAX) + "…";
    }
}
