package io.kintsugi.testkit.conformance;

import io.kintsugi.testkit.oracle.Dialect;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Expected tiers by qualifier: {@code tier(mysql 1):} before {@code tier(mysql):}, that before {@code tier(1):}, that
 * before {@code tier:}.
 */
record Tiers(Map<String, String> byQualifier) {
    static final Tiers NONE = new Tiers(Map.of());

    Tiers {
        byQualifier = Collections.unmodifiableMap(new LinkedHashMap<>(byQualifier));
    }

    Optional<String> find(Dialect dialect, int shards) {
        for (String qualifier : List.of(dialect.word() + " " + shards, dialect.word(), Integer.toString(shards), "")) {
            String tier = byQualifier.get(qualifier);
            if (tier != null) {
                return Optional.of(tier);
            }
        }
        return Optional.empty();
    }

    /** These tiers, but for a dialect as it was seen; written with as few qualifiers as say it. */
    Tiers with(Dialect dialect, Map<Integer, String> seen, List<Dialect> dialects, List<Integer> shardCounts) {
        Map<Dialect, Map<Integer, String>> all = new TreeMap<>();
        for (Dialect other : dialects) {
            for (int shards : shardCounts) {
                Optional<String> tier = other == dialect ? Optional.ofNullable(seen.get(shards)) : find(other, shards);
                tier.ifPresent(found ->
                        all.computeIfAbsent(other, key -> new TreeMap<>()).put(shards, found));
            }
        }
        return of(all);
    }

    private static Tiers of(Map<Dialect, Map<Integer, String>> all) {
        Map<String, String> written = new LinkedHashMap<>();
        List<Integer> counts = new ArrayList<>();
        all.values()
                .forEach(tiers -> tiers.keySet().stream()
                        .filter(count -> !counts.contains(count))
                        .forEach(counts::add));
        Collections.sort(counts, Collections.reverseOrder());
        for (int shards : counts) {
            all.values().stream()
                    .map(tiers -> tiers.get(shards))
                    .distinct()
                    .reduce((one, other) -> "")
                    .ifPresent(tier -> {
                        if (!tier.isEmpty()) {
                            written.putIfAbsent(written.isEmpty() ? "" : Integer.toString(shards), tier);
                        }
                    });
        }
        all.forEach((dialect, tiers) -> {
            for (int shards : counts) {
                String tier = tiers.get(shards);
                if (tier != null && !new Tiers(written).find(dialect, shards).equals(Optional.of(tier))) {
                    boolean first = !written.containsKey(dialect.word()) && !written.isEmpty();
                    written.put(written.isEmpty() ? "" : first ? dialect.word() : dialect.word() + " " + shards, tier);
                }
            }
        });
        return new Tiers(written).withoutIdle(all);
    }

    /** Takes out what is said again by a more general line. */
    private Tiers withoutIdle(Map<Dialect, Map<Integer, String>> all) {
        Map<String, String> kept = new LinkedHashMap<>(byQualifier);
        for (String qualifier : byQualifier.keySet()) {
            Map<String, String> fewer = new LinkedHashMap<>(kept);
            fewer.remove(qualifier);
            Tiers less = new Tiers(fewer);
            boolean same = all.entrySet().stream()
                    .allMatch(entry -> entry.getValue().entrySet().stream()
                            .allMatch(tier ->
                                    less.find(entry.getKey(), tier.getKey()).equals(Optional.of(tier.getValue()))));
            if (same) {
                kept = fewer;
            }
        }
        return new Tiers(kept);
    }

    List<String> lines() {
        List<String> lines = new ArrayList<>();
        byQualifier.forEach(
                (qualifier, tier) -> lines.add((qualifier.isEmpty() ? "tier: " : "tier(" + qualifier + "): ") + tier));
        return lines;
    }
}
