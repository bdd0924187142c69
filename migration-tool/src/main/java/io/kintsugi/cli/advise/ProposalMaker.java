package io.kintsugi.cli.advise;

import io.kintsugi.cli.advise.Proposal.Kind;
import io.kintsugi.cli.advise.Proposal.Place;
import io.kintsugi.cli.existing.ExistingTable;
import io.kintsugi.cli.existing.ExistingTable.Column;
import io.kintsugi.cli.existing.ExistingTable.Reference;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Lays tables out around each possible root: what refers to the root by a column that is never NULL follows it, what
 * those refer to without following becomes a reference table, the rest stays on one shard.
 */
final class ProposalMaker {
    private static final Set<Integer> KEY_TYPES = Set.of(
            Types.SMALLINT, Types.INTEGER, Types.BIGINT, Types.NUMERIC, Types.DECIMAL, Types.VARCHAR, Types.OTHER);

    private final List<ExistingTable> tables;

    ProposalMaker(List<ExistingTable> tables) {
        this.tables = List.copyOf(tables);
    }

    /** One for each table that something follows, those with the most tables first; every table if nothing does. */
    List<Proposal> make() {
        List<Proposal> proposals = new ArrayList<>();
        for (ExistingTable root : tables) {
            if (hasKey(root)) {
                proposals.add(around(root));
            }
        }
        proposals.sort(Comparator.comparingLong((Proposal proposal) -> proposal.count(Kind.SHARDED))
                .reversed());
        boolean anyFollows = proposals.stream().anyMatch(proposal -> proposal.count(Kind.SHARDED) > 1);
        return anyFollows
                ? proposals.stream()
                        .filter(proposal -> proposal.count(Kind.SHARDED) > 1)
                        .toList()
                : proposals;
    }

    private static boolean hasKey(ExistingTable table) {
        return table.primaryKey().size() == 1
                && table.column(table.primaryKey().get(0))
                        .filter(column -> KEY_TYPES.contains(column.jdbcType()))
                        .isPresent();
    }

    private Proposal around(ExistingTable root) {
        Map<String, Place> places = new LinkedHashMap<>();
        String key = root.primaryKey().get(0);
        places.put(root.name(), sharded(root, key, "the root: other tables refer to its " + key));
        boolean grown = true;
        while (grown) {
            grown = false;
            for (ExistingTable table : tables) {
                if (!places.containsKey(table.name())) {
                    Optional<Place> place = following(table, places);
                    place.ifPresent(found -> places.put(table.name(), found));
                    grown |= place.isPresent();
                }
            }
        }
        byName(root, key, places);
        for (ExistingTable table : tables) {
            places.computeIfAbsent(table.name(), absent -> remaining(table, places));
        }
        return new Proposal(root.name(), places);
    }

    private static Place sharded(ExistingTable table, String key, String reason) {
        return new Place(Kind.SHARDED, key, counted(table), reason);
    }

    private static String counted(ExistingTable table) {
        return table.columns().stream()
                .filter(Column::counted)
                .map(Column::name)
                .findFirst()
                .orElse("");
    }

    /** By a foreign key that carries the sharding key of a table that is placed already. */
    private static Optional<Place> following(ExistingTable table, Map<String, Place> places) {
        for (Reference reference : table.references()) {
            Place target = places.get(reference.target());
            int position = target == null ? -1 : reference.targetColumns().indexOf(target.key());
            boolean sharded = target != null && target.kind() == Kind.SHARDED;
            if (sharded
                    && position >= 0
                    && isNeverNull(table, reference.columns().get(position))) {
                String column = reference.columns().get(position);
                return Optional.of(
                        sharded(table, column, "follows " + reference.target() + " by its foreign key on " + column));
            }
        }
        return Optional.empty();
    }

    private static boolean isNeverNull(ExistingTable table, String column) {
        return table.column(column).filter(Column::notNull).isPresent();
    }

    /** Many schemas have the column and no foreign key: {@code user_id} for the id of users. */
    private void byName(ExistingTable root, String key, Map<String, Place> places) {
        List<String> names = List.of(key.equals("id") ? singular(root.name()) + "_id" : key, root.name() + "_id");
        for (ExistingTable table : tables) {
            for (String name : names) {
                if (!places.containsKey(table.name()) && isNeverNull(table, name)) {
                    places.put(
                            table.name(),
                            sharded(
                                    table,
                                    name,
                                    "has " + name + " without a foreign key; check that it means the same"));
                }
            }
        }
    }

    private static String singular(String name) {
        return name.endsWith("s") ? name.substring(0, name.length() - 1) : name;
    }

    /** What sharded tables refer to must be beside them; what refers to sharded ones without their key cannot be. */
    private Place remaining(ExistingTable table, Map<String, Place> places) {
        Optional<Reference> toSharded = table.references().stream()
                .filter(reference -> isSharded(places, reference.target()))
                .findFirst();
        if (toSharded.isPresent()) {
            String target = toSharded.get().target();
            String key = Optional.ofNullable(places.get(target)).map(Place::key).orElse("");
            return new Place(
                    Kind.UNSHARDED,
                    "",
                    counted(table),
                    "refers to " + target + " without its sharding key: add " + key
                            + " to it, NOT NULL, to shard it beside " + target);
        }
        boolean needed = tables.stream()
                .filter(other -> isSharded(places, other.name()))
                .flatMap(other -> other.references().stream())
                .anyMatch(reference -> reference.target().equals(table.name()));
        return needed
                ? new Place(
                        Kind.REFERENCE, "", counted(table), "sharded tables refer to it, and it refers to none of them")
                : new Place(
                        Kind.UNSHARDED,
                        "",
                        counted(table),
                        "nothing ties it to " + places.keySet().iterator().next());
    }

    private static boolean isSharded(Map<String, Place> places, String table) {
        Place place = places.get(table);
        return place != null && place.kind() == Kind.SHARDED;
    }
}
