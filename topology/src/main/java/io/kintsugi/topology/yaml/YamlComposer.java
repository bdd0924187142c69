package io.kintsugi.topology.yaml;

import io.kintsugi.topology.yaml.YamlValue.Entry;
import io.kintsugi.topology.yaml.YamlValue.Mapping;
import io.kintsugi.topology.yaml.YamlValue.Position;
import io.kintsugi.topology.yaml.YamlValue.Scalar;
import io.kintsugi.topology.yaml.YamlValue.Sequence;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Builds the tree of one document from the parser's events. It does so itself, instead of using the library's
 * composer, because here depth, aliases and the size after expanding them are bounded while reading. Confined to one
 * thread, used once.
 */
final class YamlComposer {
    static final int DEPTH_MAX = 32;
    static final int ALIASES_MAX = 1_000;
    /** Scalars, lists and mappings, those behind aliases counted at each use. */
    static final int VALUES_MAX = 1_000_000;

    static final int LENGTH_MAX = 16 * 1024 * 1024;

    private static final Position START = new Position(1, 1);

    private record Anchored(YamlValue value, int size) {}

    private final Problems problems;
    private final Iterator<Event> events;
    private final Map<Anchor, Anchored> anchors = new HashMap<>();
    private int aliases;
    private int values;

    private YamlComposer(Problems problems, Iterator<Event> events) {
        this.problems = problems;
        this.events = events;
    }

    /** The document's only value; everything that is not one well-formed document is reported and thrown. */
    static YamlValue compose(String text, Problems problems) {
        if (text.length() > LENGTH_MAX) {
            throw problems.fatal(START, "The file is larger than " + LENGTH_MAX + " characters.");
        }
        LoadSettings settings = LoadSettings.builder()
                .setCodePointLimit(LENGTH_MAX)
                .setUseMarks(true)
                .build();
        try {
            return new YamlComposer(
                            problems, new Parse(settings).parseString(text).iterator())
                    .document();
        } catch (MarkedYamlEngineException e) {
            throw problems.fatal(e.getProblemMark().map(YamlComposer::position).orElse(START), problem(e));
        } catch (ReaderException e) {
            throw problems.fatal(
                    positionOf(text, e.getPosition()),
                    String.format("Character U+%04X cannot be in a YAML file.", e.getCodePoint()));
        } catch (YamlEngineException e) {
            throw problems.fatal(START, "Not valid YAML: " + e.getMessage());
        }
    }

    private static String problem(MarkedYamlEngineException e) {
        String problem = String.valueOf(e.getProblem());
        if (problem.contains("(TAB)")) {
            return "A tab cannot be used for indentation here: use spaces.";
        }
        String context = e.getContext() == null ? "" : e.getContext() + ", ";
        return "Not valid YAML: " + context + problem + ".";
    }

    private static Position positionOf(String text, int codePoints) {
        int line = 1;
        int column = 1;
        int index = 0;
        for (int i = 0; i < codePoints && index < text.length(); i++) {
            int character = text.codePointAt(index);
            index += Character.charCount(character);
            column = character == '\n' ? 1 : column + 1;
            line = character == '\n' ? line + 1 : line;
        }
        return new Position(line, column);
    }

    private static Position position(Mark mark) {
        return new Position(mark.getLine() + 1, mark.getColumn() + 1);
    }

    private static Position position(Event event) {
        return event.getStartMark().map(YamlComposer::position).orElse(START);
    }

    private YamlValue document() {
        Event event = next();
        if (event.getEventId() == Event.ID.StreamStart) {
            event = next();
        }
        if (event.getEventId() == Event.ID.StreamEnd) {
            throw problems.fatal(START, "The file is empty: it must describe a cluster.");
        }
        YamlValue value = value(next(), 0);
        next();
        Event end = next();
        if (end.getEventId() != Event.ID.StreamEnd) {
            throw problems.fatal(position(end), "A second document begins here: one file describes one cluster.");
        }
        return value;
    }

    private Event next() {
        return events.next();
    }

    private YamlValue value(Event event, int depth) {
        if (event instanceof AliasEvent alias) {
            return resolve(alias);
        }
        int before = values;
        count(event, 1);
        if (depth > DEPTH_MAX) {
            throw problems.fatal(position(event), "Nested deeper than " + DEPTH_MAX + " levels.");
        }
        refuseTag(event);
        YamlValue value = content(event, depth);
        anchor(event).ifPresent(anchor -> anchors.put(anchor, new Anchored(value, values - before)));
        return value;
    }

    private void count(Event event, int more) {
        values += more;
        if (values > VALUES_MAX) {
            throw problems.fatal(position(event), "The file holds more than " + VALUES_MAX + " values.");
        }
    }

    private YamlValue resolve(AliasEvent alias) {
        aliases++;
        if (aliases > ALIASES_MAX) {
            throw problems.fatal(position(alias), "More than " + ALIASES_MAX + " aliases.");
        }
        Anchored anchored = anchors.get(alias.getAlias());
        if (anchored == null) {
            throw problems.fatal(position(alias), "Alias *" + alias.getAlias() + " has no finished anchor before it.");
        }
        count(alias, anchored.size());
        return anchored.value();
    }

    private static Optional<Anchor> anchor(Event event) {
        return event instanceof NodeEvent node ? node.getAnchor() : Optional.empty();
    }

    private void refuseTag(Event event) {
        Optional<String> tag = Optional.empty();
        if (event instanceof ScalarEvent scalar) {
            tag = scalar.getTag();
        }
        if (event instanceof CollectionStartEvent start) {
            tag = start.getTag();
        }
        if (tag.isPresent()) {
            problems.add(position(event), "Tags such as " + Problems.quote(tag.get()) + " are not used here.");
        }
    }

    private YamlValue content(Event event, int depth) {
        return switch (event.getEventId()) {
            case Scalar -> scalar((ScalarEvent) event);
            case SequenceStart -> sequence(event, depth);
            case MappingStart -> mapping(event, depth);
            default -> throw new IllegalStateException("A value cannot start with " + event);
        };
    }

    private static Scalar scalar(ScalarEvent event) {
        return new Scalar(event.getValue(), event.isPlain(), position(event));
    }

    private Sequence sequence(Event start, int depth) {
        List<YamlValue> items = new ArrayList<>();
        Event event = next();
        while (event.getEventId() != Event.ID.SequenceEnd) {
            items.add(value(event, depth + 1));
            event = next();
        }
        return new Sequence(items, position(start));
    }

    private Mapping mapping(Event start, int depth) {
        Map<String, Entry> entries = new LinkedHashMap<>();
        Event event = next();
        while (event.getEventId() != Event.ID.MappingEnd) {
            Position keyPosition = position(event);
            String key = key(value(event, depth + 1), keyPosition);
            YamlValue value = value(next(), depth + 1);
            put(entries, key, new Entry(keyPosition, value));
            event = next();
        }
        return new Mapping(entries, position(start));
    }

    private String key(YamlValue value, Position position) {
        if (value instanceof Scalar scalar && !scalar.isNull()) {
            return scalar.text();
        }
        throw problems.fatal(position, "A key must be a name, not " + value.kind() + ".");
    }

    private void put(Map<String, Entry> entries, String key, Entry entry) {
        if (key.equals("<<")) {
            problems.add(
                    entry.keyPosition(), "Merge keys are not part of YAML 1.2: repeat the values or use an alias.");
            return;
        }
        @Nullable Entry first = entries.putIfAbsent(key, entry);
        if (first != null) {
            problems.add(
                    entry.keyPosition(),
                    "Key " + Problems.quote(key) + " is here a second time; the first is in line "
                            + first.keyPosition().line() + ".");
        }
    }
}
