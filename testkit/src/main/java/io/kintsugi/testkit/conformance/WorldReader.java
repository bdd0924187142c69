package io.kintsugi.testkit.conformance;

import io.kintsugi.testkit.oracle.Dialect;
import io.kintsugi.testkit.oracle.TableLayout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads tables, functions, definitions and rows, of a world file or of a case. Confined to one reading. */
final class WorldReader {
    private final Path file;
    private final List<TableLayout> tables = new ArrayList<>();
    private final List<String> functions = new ArrayList<>();
    private final Map<Dialect, List<String>> schema = new EnumMap<>(Dialect.class);
    private final Map<Dialect, List<String>> data = new EnumMap<>(Dialect.class);

    WorldReader(Path file) {
        this.file = file;
    }

    static World read(Path file, String name) throws IOException {
        World world = new WorldReader(file).read(Section.read(file, Files.readAllLines(file)));
        return new World(name, world.tables(), world.functions(), world.schema(), world.data());
    }

    World read(List<Section> sections) {
        for (Section section : sections) {
            switch (section.key()) {
                case "tables" -> section.value().lines().forEach(line -> table(section, line));
                case "functions" -> section.value().lines().forEach(functions::add);
                case "schema" -> add(schema, section);
                case "data" -> add(data, section);
                default -> throw wrong(section, "'" + section.key() + "' means nothing here");
            }
        }
        return new World("", tables, functions, schema, data);
    }

    private void table(Section section, String line) {
        int colon = line.indexOf(':');
        if (colon < 1) {
            throw wrong(section, "'" + line + "' is not '<table>: <where its rows lie>'");
        }
        try {
            tables.add(TableLayout.of(
                    line.substring(0, colon).strip(), line.substring(colon + 1).strip()));
        } catch (IllegalArgumentException unknown) {
            throw wrong(section, String.valueOf(unknown.getMessage()));
        }
    }

    private void add(Map<Dialect, List<String>> statements, Section section) {
        Optional<Dialect> only = Dialect.of(section.qualifier());
        if (only.isEmpty() && !section.qualifier().isEmpty()) {
            throw wrong(section, "there is no dialect '" + section.qualifier() + "'");
        }
        for (Dialect dialect : only.map(List::of).orElse(List.of(Dialect.values()))) {
            statements.computeIfAbsent(dialect, absent -> new ArrayList<>()).addAll(section.statements());
        }
    }

    private CaseFormatException wrong(Section section, String what) {
        return new CaseFormatException(file, section.line(), what);
    }
}
