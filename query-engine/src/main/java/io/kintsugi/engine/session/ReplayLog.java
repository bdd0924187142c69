package io.kintsugi.engine.session;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * What a transaction did, since it began, that a shard joining later must do too: settings and savepoints, in order.
 * Rolling back to a savepoint forgets what came after it. Confined to its session.
 *
 * @param <S> what names a shard
 */
public final class ReplayLog<S> {
    private final UnaryOperator<String> quoted;
    private final List<Entry<S>> entries = new ArrayList<>();

    /** @param quoted makes an identifier that means exactly this name */
    public ReplayLog(UnaryOperator<String> quoted) {
        this.quoted = quoted;
    }

    private sealed interface Entry<S> {
        String sql();
    }

    private record Setting<S>(String sql, SessionSettings after) implements Entry<S> {}

    private record Savepoint<S>(String name, String sql, Set<S> writtenBefore) implements Entry<S> {}

    /** @param after the session's settings once the transaction commits */
    public void addSetting(String sql, SessionSettings after) {
        entries.add(new Setting<>(sql, after));
    }

    /** The settings of another transaction, as if they had been made in this one. */
    public void addSettingsOf(ReplayLog<S> other) {
        other.entries.stream().filter(Setting.class::isInstance).forEach(entries::add);
    }

    /** @param writtenBefore the shards written so far: a rollback to here makes the others unwritten again */
    public void addSavepoint(String name, Set<S> writtenBefore) {
        entries.add(new Savepoint<>(name, "SAVEPOINT " + quoted.apply(name), Set.copyOf(writtenBefore)));
    }

    /** Forgets the newest savepoint of that name, if there is one, and nothing else. */
    public void forgetSavepoint(String name) {
        int index = indexOf(name);
        if (index >= 0) {
            entries.remove(index);
        }
    }

    public boolean hasSavepoint(String name) {
        return indexOf(name) >= 0;
    }

    /** Forgets what came after the newest savepoint of that name; returns the shards written before it. */
    public Set<S> rollBackTo(String name) {
        int index = indexOf(name);
        Savepoint<S> savepoint = (Savepoint<S>) entries.get(index);
        entries.subList(index + 1, entries.size()).clear();
        return new HashSet<>(savepoint.writtenBefore());
    }

    /** Forgets the newest savepoint of that name and all savepoints after it; settings stay. */
    public void release(String name) {
        int index = indexOf(name);
        List<Entry<S>> tail = entries.subList(index, entries.size());
        tail.removeIf(Savepoint.class::isInstance);
    }

    /** What a joining shard runs, in order. */
    public List<String> statements() {
        return entries.stream().map(Entry::sql).toList();
    }

    /** The settings that a commit makes the session's own; empty when none was changed. */
    public Optional<SessionSettings> settings() {
        for (int index = entries.size() - 1; index >= 0; index--) {
            if (entries.get(index) instanceof Setting<S> setting) {
                return Optional.of(setting.after());
            }
        }
        return Optional.empty();
    }

    private int indexOf(String name) {
        for (int index = entries.size() - 1; index >= 0; index--) {
            if (entries.get(index) instanceof Savepoint<S> savepoint
                    && savepoint.name().equals(name)) {
                return index;
            }
        }
        return -1;
    }
}
