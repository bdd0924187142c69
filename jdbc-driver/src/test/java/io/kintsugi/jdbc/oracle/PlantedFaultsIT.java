package io.kintsugi.jdbc.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import io.kintsugi.jdbc.KintsugiDriver;
import io.kintsugi.jdbc.oracle.faults.FaultyProduct;
import io.kintsugi.jdbc.oracle.faults.PlantedFault;
import io.kintsugi.testkit.oracle.Dice;
import io.kintsugi.testkit.oracle.Query;
import io.kintsugi.testkit.report.Report;
import io.kintsugi.testkit.report.Seed;
import java.io.IOException;
import java.sql.Driver;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whether the oracle would know: with any one of many faults planted, it soon sees a wrong answer. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PlantedFaultsIT {
    private static final long FIXED_SEED = 20_261_121;
    private static final PlantedFault NONE = new PlantedFault("none", "", "", "", "", "", "");
    private static final int QUERIES_MAX = Integer.getInteger("kintsugi.oracle.queries", 5_000);

    private ReadWorld world;

    @BeforeAll
    void start() throws SQLException {
        world = ReadWorld.create(
                new PostgresWorld(), FIXED_SEED, List.of(KeyspaceLayout.together(2), KeyspaceLayout.together(4)));
    }

    /** What became of a fault. */
    private record Found(PlantedFault fault, int queries, String wrong) {
        boolean known() {
            return queries > 0;
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"merge-second-key", "merge-text-utf16", "limit-offset"})
    void aPlantedFault_isFound(String name) throws IOException, SQLException {
        Found found = search(PlantedFault.named(name), FIXED_SEED);

        assertThat(found.known()).as(name + " within " + QUERIES_MAX).isTrue();
    }

    @Test
    @Tag("proof")
    void everyPlantedFault_isFound() throws IOException, SQLException {
        long seed = Seed.of("planted faults");
        List<Found> all = new ArrayList<>();
        // The same questions, no fault: else what is found may be the generator's own.
        assertThat(search(NONE, new KintsugiDriver(), seed).wrong())
                .as("wrong without a fault")
                .isEmpty();
        for (PlantedFault fault : chosen()) {
            FaultyProduct.with(fault).close();
        }
        for (PlantedFault fault : chosen()) {
            Found found = search(fault, seed);
            System.out.println(fault + ": " + (found.known() ? found.queries() : "NOT FOUND") + "\n  " + found.wrong());
            all.add(found);
        }
        describe(all, seed).save();

        assertThat(all).as("faults not found within " + QUERIES_MAX).allMatch(Found::known);
    }

    /** All, or those whose names begin with one of {@code -Dkintsugi.fault}. */
    private static List<PlantedFault> chosen() {
        List<String> beginnings =
                List.of(System.getProperty("kintsugi.fault", "").split(","));
        return PlantedFault.all().stream()
                .filter(fault -> beginnings.stream().anyMatch(fault.name()::startsWith))
                .toList();
    }

    private Found search(PlantedFault fault, long seed) throws IOException, SQLException {
        try (FaultyProduct product = FaultyProduct.with(fault)) {
            return search(fault, product.driver(), seed);
        }
    }

    private Found search(PlantedFault fault, Driver driver, long seed) throws SQLException {
        Dice dice = new Dice(seed);
        SelectMaker maker = new SelectMaker(dice, new PostgresSpeech());
        try (ReadSessions sessions = world.connect(driver)) {
            for (int asked = 1; asked <= QUERIES_MAX; asked++) {
                Query query = maker.next();
                Optional<String> wrong = sessions.wrong(query, dice.of(0, 0, 1, 3));
                if (wrong.isPresent()) {
                    return new Found(fault, asked, wrong.get());
                }
                sessions.between(dice);
            }
        }
        return new Found(fault, 0, "");
    }

    private static Report describe(List<Found> all, long seed) {
        Report report = new Report(
                "planted-faults",
                "mvn -Pproof -pl jdbc-driver -am verify -Dit.test=PlantedFaultsIT",
                seed,
                Clock.systemUTC());
        report.line(
                "Each fault is planted alone, in a product that answers right otherwise; its clusters of 2 and 4 shards"
                        + " are asked random queries until an answer differs from one plain database's.");
        report.table(
                List.of("fault", "in", "what is wrong", "found after queries"),
                all.stream().map(PlantedFaultsIT::row).toList());
        report.line("Found: " + all.stream().filter(Found::known).count() + " of " + all.size() + " within "
                + QUERIES_MAX + " queries each.");
        report.line("Of " + PlantedFault.all().size() + " faults in src/test/faults " + all.size()
                + " were planted in this run.");
        return report;
    }

    private static List<String> row(Found found) {
        PlantedFault fault = found.fault();
        return List.of(
                fault.name(),
                fault.area(),
                fault.about(),
                found.known() ? Integer.toString(found.queries()) : "not found");
    }
}
