package io.kintsugi.testkit.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.kintsugi.testkit.oracle.DatabaseServers;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;

/**
 * All case files of a dialect as tests, each on one, two and four shards unless it says otherwise. Confined to one
 * thread.
 *
 * <p>{@code -Dconformance=text} runs only the cases whose name contains the text; {@code -Daccept} writes the tiers
 * that were seen into the files.
 */
public final class ConformanceSuite {
    private static final boolean ACCEPT = System.getProperty("accept") != null;
    private static final String ONLY = System.getProperty("conformance", "");

    private final DatabaseServers servers;
    private final Map<Integer, Fixture> shared = new HashMap<>();
    private World sharedWorld = World.EMPTY;

    public ConformanceSuite(DatabaseServers servers) {
        this.servers = servers;
    }

    /** One container a case, one test a number of shards. */
    public Stream<DynamicNode> tests() throws IOException {
        return CaseFiles.read(CaseFiles.folder()).stream()
                .filter(found -> found.dialects().contains(servers.dialect()))
                .filter(found -> found.name().contains(ONLY))
                .map(this::container);
    }

    private DynamicNode container(ConformanceCase found) {
        Map<Step, Map<Integer, String>> seen = new TreeMap<>(java.util.Comparator.comparing(Step::line));
        List<DynamicTest> tests = new ArrayList<>();
        for (int shards : found.shards()) {
            tests.add(DynamicTest.dynamicTest(
                    shards + (shards == 1 ? " shard" : " shards"),
                    found.file().toUri(),
                    () -> run(found, shards, seen)));
        }
        return DynamicContainer.dynamicContainer(
                found.name() + ": " + found.title(), found.file().toUri(), tests.stream());
    }

    private void run(ConformanceCase found, int shards, Map<Step, Map<Integer, String>> seen)
            throws SQLException, IOException {
        Fixture fixture = fixture(found, shards);
        CaseRun run = new CaseRun(found, servers.dialect(), shards, fixture);
        List<String> faults;
        try {
            faults = new ArrayList<>(run.run());
        } catch (SQLException | RuntimeException lost) {
            shared.remove(shards);
            throw lost;
        }
        restore(run, fixture, shards, faults);
        run.tiers()
                .forEach((step, tier) ->
                        seen.computeIfAbsent(step, key -> new TreeMap<>()).put(shards, tier));
        boolean last = shards == found.shards().get(found.shards().size() - 1);
        if (!ACCEPT) {
            faults.addAll(run.tierFaults());
        } else if (last) {
            TierWriter.write(found, servers.dialect(), seen);
        }
        assertThat(faults).as(found.guards() + "\n" + String.join("\n", faults)).isEmpty();
    }

    /** A world is kept from case to case, so that the next one need not be built. */
    private Fixture fixture(ConformanceCase found, int shards) throws SQLException {
        if (!sharedWorld.equals(found.world())) {
            shared.clear();
            sharedWorld = found.world();
        }
        Optional<Fixture> kept = Optional.ofNullable(shared.get(shards));
        if (kept.isPresent()) {
            return kept.get();
        }
        Fixture fixture = Fixture.create(servers, found.world(), shards);
        shared.put(shards, fixture);
        return fixture;
    }

    private void restore(CaseRun run, Fixture fixture, int shards, List<String> faults) throws SQLException {
        if (run.definitionsChanged()) {
            shared.remove(shards);
        } else if (run.rowsChanged() && faults.isEmpty()) {
            fixture.refill();
        } else if (!faults.isEmpty()) {
            shared.remove(shards);
        }
    }
}
