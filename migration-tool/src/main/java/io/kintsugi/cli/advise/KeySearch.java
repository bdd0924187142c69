package io.kintsugi.cli.advise;

import io.kintsugi.cli.existing.ExistingTable;
import io.kintsugi.router.schema.LogicalColumn;
import io.kintsugi.router.schema.LogicalTable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Looks for the layout with the best judgement. Each table that others hang on is tried as the owner of the rows: keys
 * follow foreign keys and equal names from it. The best of these is then improved table by table. Confined to one
 * thread.
 */
final class KeySearch {
    private static final int OWNERS_MAX = 12;
    private static final int PASSES_MAX = 3;
    private static final int COLUMNS_MAX = 8;
    /** A table above this is not proposed as one that every shard keeps whole. */
    private static final long REFERENCE_ROWS_MAX = 100_000;

    /** A table with at most one of so many rows may stay whole without harm to the spreading. */
    private static final long SMALL_SHARE = 20;

    private static final double LEAST_GAIN = 1e-4;

    private final DatabaseFacts facts;
    private final LayoutJudge judge;

    KeySearch(DatabaseFacts facts, LayoutJudge judge) {
        this.facts = facts;
        this.judge = judge;
    }

    /** A layout and what it would do. */
    record Judged(Layout layout, Judgement judgement) {}

    /** The best layout found; empty when no table has a key that rows could be spread by. */
    Optional<Judged> best() {
        return owners().stream()
                .map(this::fromOwner)
                .map(layout -> new Judged(layout, judge.judge(layout)))
                .max(Comparator.comparingDouble(judged -> judged.judgement().score()))
                .map(this::improved);
    }

    /** Tables with a key of one column, those with most tables hanging on them first. */
    private List<String> owners() {
        Map<String, Integer> followers = new LinkedHashMap<>();
        facts.tables().keySet().stream()
                .filter(table -> facts.singleKey(table).isPresent())
                .forEach(table -> followers.put(table, follow(table).size()));
        return followers.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
                .limit(OWNERS_MAX)
                .map(Map.Entry::getKey)
                .toList();
    }

    private Layout fromOwner(String owner) {
        Map<String, Place> sharded = follow(owner);
        Map<String, Place> places = new LinkedHashMap<>();
        facts.tables().keySet().forEach(table -> places.put(table, sharded.getOrDefault(table, rest(table))));
        return new Layout(places);
    }

    private Place rest(String table) {
        return facts.isReferenced(table) && mayBeReference(table)
                ? Place.reference("small, and other tables refer to it")
                : Place.unsharded("no column ties its rows to the sharding key");
    }

    /** Small in itself and beside the rest: what grows with the business is no reference table, however handy. */
    private boolean mayBeReference(String table) {
        return facts.rowsOf(table) <= REFERENCE_ROWS_MAX && isSmallShare(table);
    }

    private boolean isSmallShare(String table) {
        return facts.rowsOf(table) * SMALL_SHARE <= facts.allRows();
    }

    /** The tables whose rows belong to a row of the owner, each with the column that says to which. */
    private Map<String, Place> follow(String owner) {
        LogicalColumn key = facts.singleKey(owner).orElseThrow();
        Map<String, Place> sharded = new LinkedHashMap<>();
        sharded.put(owner, Place.key(key.name(), "the owner: other tables' rows belong to one of its rows"));
        boolean grown = true;
        while (grown) {
            int before = sharded.size();
            facts.tables().values().forEach(table -> followForeignKeys(table, sharded));
            grown = sharded.size() > before;
        }
        facts.tables().values().forEach(table -> followName(table, owner, key, sharded));
        return sharded;
    }

    private void followForeignKeys(LogicalTable table, Map<String, Place> sharded) {
        for (ExistingTable.Reference reference : facts.references(table.name())) {
            Place target = sharded.get(reference.target());
            if (target != null && !sharded.containsKey(table.name())) {
                followForeignKey(table, reference, target).ifPresent(place -> sharded.put(table.name(), place));
            }
        }
    }

    /** Along a foreign key the column that refers to the key; else one of the key's own name. */
    private Optional<Place> followForeignKey(LogicalTable table, ExistingTable.Reference reference, Place target) {
        int position = reference.targetColumns().indexOf(target.column());
        String column = position < 0 ? target.column() : reference.columns().get(position);
        return table.column(column)
                .filter(DatabaseFacts::canBeKey)
                .filter(found -> sameRule(found, reference.target(), target.column()))
                .map(found ->
                        Place.key(found.name(), "its foreign key to " + reference.target() + " leads along the key"));
    }

    /** Whether equal values of both columns lie on one shard: compared, and so hashed, in the same way. */
    private boolean sameRule(LogicalColumn column, String table, String other) {
        return facts.table(table)
                .column(other)
                .filter(found -> found.type().keyRule().equals(column.type().keyRule()))
                .isPresent();
    }

    private void followName(LogicalTable table, String owner, LogicalColumn key, Map<String, Place> sharded) {
        if (sharded.containsKey(table.name())) {
            return;
        }
        tellingNames(owner, key.name()).stream()
                .flatMap(name -> table.column(name).stream())
                .filter(DatabaseFacts::canBeKey)
                .filter(column -> sameRule(column, owner, key.name()))
                .findFirst()
                .ifPresent(column -> sharded.put(
                        table.name(),
                        Place.key(
                                column.name(), "its " + column.name() + " has the name and type of the owner's key")));
    }

    /** "id" says nothing of whose it is; "user_id" does, be the table called user or users. */
    private static List<String> tellingNames(String owner, String key) {
        if (!key.equals("id")) {
            return List.of(key);
        }
        String table = owner.toLowerCase(Locale.ROOT);
        return table.endsWith("s")
                ? List.of(table + "_id", table.substring(0, table.length() - 1) + "_id")
                : List.of(table + "_id");
    }

    private Judged improved(Judged found) {
        Judged best = found;
        for (int pass = 0; pass < PASSES_MAX; pass++) {
            Judged before = best;
            for (String table : facts.tables().keySet()) {
                best = improved(best, table);
            }
            if (best.judgement().score() <= before.judgement().score() + LEAST_GAIN) {
                return best;
            }
        }
        return best;
    }

    private Judged improved(Judged found, String table) {
        Judged best = found;
        for (Place place : alternatives(table)) {
            Layout changed = found.layout().with(table, place);
            boolean same = place.sameAs(found.layout().place(table));
            if (same || !changed.has(Place.Kind.SHARDED)) {
                continue;
            }
            Judged other = new Judged(changed, judge.judge(changed));
            // A key of its own must serve statements: to be spread is no merit of a table that none looks up by it.
            boolean served = !place.isSharded()
                    || other.judgement().routed() > best.judgement().routed() + LEAST_GAIN;
            best = served && other.judgement().score() > best.judgement().score() + LEAST_GAIN ? other : best;
        }
        return best;
    }

    private List<Place> alternatives(String table) {
        List<Place> places = new ArrayList<>();
        if (isSmallShare(table)) {
            places.add(Place.unsharded(
                    judge.hasStatements()
                            ? "most statements on it would reach several shards otherwise"
                            : "more of its definitions would be refused otherwise"));
        }
        if (mayBeReference(table)) {
            places.add(Place.reference(
                    judge.hasStatements()
                            ? "small, and read together with sharded tables"
                            : "small, and defined together with sharded tables"));
        }
        facts.table(table).columns().stream()
                .filter(DatabaseFacts::canBeKey)
                .limit(COLUMNS_MAX)
                .map(column -> Place.key(column.name(), "most statements on it give " + column.name()))
                .forEach(places::add);
        return places;
    }
}
