package io.kintsugi.testkit.conformance;

import io.kintsugi.testkit.oracle.Dialect;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Reads a case file: first what holds for all of it, then its steps. Confined to one reading. */
final class CaseReader {
    private static final Set<String> HEAD_KEYS =
            Set.of("title", "guards", "dialects", "shards", "world", "mode", "stored");
    private static final List<Integer> SHARDS = List.of(1, 2, 4);

    private final Path file;
    private final Map<String, World> worlds;
    private final WorldReader worldReader;

    private String title = "";
    private String guards = "";
    private Set<Dialect> dialects = EnumSet.allOf(Dialect.class);
    private List<Integer> shards = SHARDS;
    private String mode = "";
    private boolean clock;
    private World world = World.EMPTY;
    private final List<Step> steps = new ArrayList<>();
    private final List<Section> own = new ArrayList<>();

    private CaseReader(Path file, Map<String, World> worlds) {
        this.file = file;
        this.worlds = worlds;
        this.worldReader = new WorldReader(file);
    }

    /** @param worlds by name, for {@code world:} */
    static ConformanceCase read(Path file, Map<String, World> worlds) throws IOException {
        return new CaseReader(file, worlds).read(Section.read(file, Files.readAllLines(file)));
    }

    private ConformanceCase read(List<Section> sections) {
        List<Section> step = new ArrayList<>();
        for (Section section : sections) {
            if (section.key().equals("sql") || (section.key().equals("session") && !isInStep(step))) {
                finish(step);
                step.add(section);
            } else if (!step.isEmpty()) {
                step.add(section);
            } else {
                head(section);
            }
        }
        finish(step);
        checkComplete();
        return new ConformanceCase(
                file,
                title,
                guards,
                dialects,
                shards,
                mode,
                clock,
                own.isEmpty(),
                world.with(worldReader.read(own)),
                steps);
    }

    /** A session's name may stand before its statement: then it opens the step. */
    private static boolean isInStep(List<Section> step) {
        return !step.isEmpty()
                && step.stream().noneMatch(section -> section.key().equals("sql"));
    }

    private void finish(List<Section> step) {
        if (step.size() == 1 && step.get(0).key().equals("session")) {
            return;
        }
        if (!step.isEmpty()) {
            steps.add(new StepReader(file, dialects).read(step));
            step.clear();
        }
    }

    private void head(Section section) {
        if (!HEAD_KEYS.contains(section.key())) {
            own.add(section);
            return;
        }
        switch (section.key()) {
            case "title" -> title = section.value();
            case "guards" -> guards = section.value();
            case "dialects" -> dialects = EnumSet.copyOf(each(section, CaseReader::dialect));
            case "shards" -> shards = each(section, Integer::valueOf);
            case "mode" -> mode = section.value();
            case "stored" -> stored(section);
            default ->
                world = Optional.ofNullable(worlds.get(section.value()))
                        .orElseThrow(() ->
                                wrong(section, "there is no world '" + section.value() + "', only " + worlds.keySet()));
        }
    }

    private void stored(Section section) {
        if (!section.value().equals("alike")) {
            throw wrong(section, "stored: alike, or not at all");
        }
        clock = true;
    }

    private static Dialect dialect(String word) {
        return Dialect.of(word).orElseThrow(() -> new IllegalArgumentException("there is no dialect '" + word + "'"));
    }

    private <T> List<T> each(Section section, Function<String, T> reading) {
        try {
            return section.words().stream().map(reading).toList();
        } catch (IllegalArgumentException unknown) {
            throw wrong(section, String.valueOf(unknown.getMessage()));
        }
    }

    private void checkComplete() {
        if (title.isEmpty() || guards.isEmpty() || steps.isEmpty()) {
            throw new CaseFormatException(file, 1, "a case has a title, says what it guards, and has a statement");
        }
    }

    private CaseFormatException wrong(Section section, String what) {
        return new CaseFormatException(file, section.line(), what);
    }
}
