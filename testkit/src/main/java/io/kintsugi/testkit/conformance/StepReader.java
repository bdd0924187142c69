package io.kintsugi.testkit.conformance;

import io.kintsugi.testkit.oracle.Dialect;
import io.kintsugi.testkit.oracle.Parameter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads one step from its sections. Confined to one reading. */
final class StepReader {
    private static final Pattern TIER = Pattern.compile(
            "pass through|streaming merge|workbench|multi shard write|catalog|session|ddl job|refused K[0-9]{4}|error [0-9A-Z]{5}");
    private static final Pattern INSIDE = Pattern.compile("\\([^()]*\\)|'[^']*'");

    private final Path file;
    private Set<Dialect> dialects;
    private String session = "main";
    private String sql = "";
    private int line;
    private int lastLine;
    private final List<List<Parameter>> parameters = new ArrayList<>();
    private final Map<String, String> tiers = new LinkedHashMap<>();
    private final Map<String, String> error = new LinkedHashMap<>();
    private Optional<String> says = Optional.empty();
    private Optional<List<String>> rows = Optional.empty();
    private Optional<Step.Order> order = Optional.empty();
    private int repeat = 1;
    private boolean batch;
    private boolean prepared;
    private int fetch;
    private List<String> keys = List.of();
    private Set<String> masked = Set.of();
    private boolean shape;

    StepReader(Path file, Set<Dialect> dialects) {
        this.file = file;
        this.dialects = dialects;
    }

    Step read(List<Section> sections) {
        for (Section section : sections) {
            try {
                read(section);
            } catch (IllegalArgumentException unknown) {
                throw new CaseFormatException(file, section.line(), String.valueOf(unknown.getMessage()));
            }
        }
        if (sql.isEmpty()) {
            throw new CaseFormatException(file, sections.get(0).line(), "a step without sql");
        }
        Step.Manner manner = new Step.Manner(
                repeat, batch, prepared, fetch, keys, order.orElseGet(this::guessedOrder), masked, shape);
        return new Step(
                line, lastLine, session, dialects, sql, parameters, manner, new Tiers(tiers), error, says, rows);
    }

    private void read(Section section) {
        switch (section.key()) {
            case "session" -> session = section.value();
            case "sql" -> sql(section);
            case "with" -> with(section);
            case "only" ->
                dialects = Set.of(Dialect.of(section.value())
                        .orElseThrow(
                                () -> new IllegalArgumentException("there is no dialect '" + section.value() + "'")));
            case "tier" -> tiers.put(section.qualifier(), tier(section.value()));
            case "error" -> error.put(section.qualifier(), section.value());
            case "says" -> says = Optional.of(section.value());
            case "rows" ->
                rows = Optional.of(section.value().lines().map(String::strip).toList());
            case "order" -> order = Optional.of(order(section));
            default -> manner(section);
        }
    }

    private void manner(Section section) {
        switch (section.key()) {
            case "repeat" -> repeat = Integer.parseInt(section.value());
            case "fetch" -> fetch = Integer.parseInt(section.value());
            case "as" -> as(section.value());
            case "keys" -> keys = section.words();
            case "masked" -> masked = Set.copyOf(section.words());
            default -> throw new IllegalArgumentException("'" + section.key() + "' means nothing in a step");
        }
    }

    private void as(String manner) {
        switch (manner) {
            case "batch" -> batch = true;
            case "prepared" -> prepared = true;
            case "shape" -> shape = true;
            default -> throw new IllegalArgumentException("as: batch, prepared or shape; not '" + manner + "'");
        }
    }

    private void sql(Section section) {
        if (!sql.isEmpty()) {
            throw new IllegalArgumentException("a second sql in one step");
        }
        sql = section.value();
        line = section.line();
        lastLine = section.lastLine();
    }

    private void with(Section section) {
        section.value().lines().map(ParameterWords::read).forEach(parameters::add);
        lastLine = section.lastLine();
    }

    private static String tier(String tier) {
        if (!TIER.matcher(tier).matches()) {
            throw new IllegalArgumentException(
                    "'" + tier + "' is no tier; expected " + TIER.pattern().replace("|", ", "));
        }
        return tier;
    }

    private static Step.Order order(Section section) {
        if (section.value().equals("total")) {
            return Step.Order.TOTAL;
        }
        if (section.value().equals("none")) {
            return Step.Order.NONE;
        }
        List<String> words = section.words();
        if (words.size() < 2 || !words.get(0).equals("by")) {
            throw new IllegalArgumentException("order: total, none, or by <column number>, …");
        }
        return new Step.Order(
                false, words.stream().skip(1).map(Integer::valueOf).toList());
    }

    /** An ORDER BY outside all parentheses is taken to leave nothing open, unless the case says otherwise. */
    private Step.Order guessedOrder() {
        String outside = sql;
        String before;
        do {
            before = outside;
            outside = INSIDE.matcher(outside).replaceAll("");
        } while (!outside.equals(before));
        return outside.toUpperCase(java.util.Locale.ROOT).matches("(?s).*\\bORDER\\s+BY\\b.*")
                ? Step.Order.TOTAL
                : Step.Order.NONE;
    }
}
