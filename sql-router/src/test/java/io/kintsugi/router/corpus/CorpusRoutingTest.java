package io.kintsugi.router.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import io.kintsugi.errors.ErrorCode;
import io.kintsugi.errors.ErrorKind;
import io.kintsugi.errors.ShardException;
import io.kintsugi.router.ParameterValues;
import io.kintsugi.router.PreparedRoute;
import io.kintsugi.router.RoutingContext;
import io.kintsugi.router.StatementRouter;
import io.kintsugi.router.TestRouters;
import io.kintsugi.router.schema.LogicalSchema;
import io.kintsugi.router.schema.LogicalTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * Plans every statement of the corpus under every layout. {@code -Dkintsugi.report=true} writes the table to
 * {@code docs/reports/corpus-routing.md}.
 */
class CorpusRoutingTest {
    private static final double REFUSED_ON_ONE_SHARD_MAX = 0.02;

    /** Fewer have been lost on their way here, and a share of them would say nothing. */
    private static final int STATEMENTS_MIN = 800;

    private static final Path REPORT = Path.of("..", "docs", "reports", "corpus-routing.md");

    /** What differs from statement to statement, and what stands for it in a cause. */
    private static final List<Map.Entry<Pattern, String>> GENERALISED = List.of(
            rule("\\s*\\([^()]*(\\([^()]*\\)[^()]*)*\\)", ""),
            rule("\"[^\"]*\"|'[^']*'", "…"),
            rule("^At line \\d+, column \\d+", "At …"),
            rule("^.* is not joined to .* on the sharding key", "… is not joined to … on the sharding key"),
            rule("^Groups by .* cannot", "Groups by … cannot"),
            rule("in the order of .*: its", "in the order of …: its"),
            rule("^DISTINCT over several shards cannot compare .* exactly", "DISTINCT cannot compare … exactly"),
            rule("copies of reference table \\S+", "copies of reference table …"),
            rule("^Function \\S+", "Function …"),
            rule("^View \\S+", "View …"),
            rule("in different keyspaces: .*", "in different keyspaces."),
            rule(
                    "^INSERT into \\S+ gives no value for its sharding key \\S+",
                    "INSERT gives no value for its sharding key"),
            rule("gives no value for \\S+, which", "gives no value for …, which"),
            rule("^.* cannot be computed over several shards", "… cannot be computed over several shards"),
            rule("understood near .*", "understood."),
            rule("\\s+", " "),
            rule("\\|", "\\\\|"));

    @Test
    void corpus_isRoutedMergedOrRefusedByName() throws IOException {
        StringBuilder report = new StringBuilder(REPORT_HEAD);
        Map<CorpusDialect, Tally> tallies = new EnumMap<>(CorpusDialect.class);
        for (CorpusDialect dialect : CorpusDialect.values()) {
            Tally tally = planned(dialect);
            tallies.put(dialect, tally);
            report.append("\n# ").append(dialect.title()).append('\n').append(tally.markdown());
        }
        System.out.println(report);
        if (Boolean.getBoolean("kintsugi.report")) {
            Files.createDirectories(REPORT.getParent());
            Files.writeString(REPORT, report);
        }
        tallies.forEach((dialect, tally) -> assertThat(tally.statements(Layout.ONE_SHARD))
                .as(dialect.title())
                .isEqualTo(tally.statements(Layout.TWO_SHARDS))
                .isGreaterThan(STATEMENTS_MIN));
        tallies.forEach((dialect, tally) -> assertThat(tally.refusedShare(Layout.ONE_SHARD))
                .as(dialect.title())
                .isLessThanOrEqualTo(REFUSED_ON_ONE_SHARD_MAX));
    }

    private static Tally planned(CorpusDialect dialect) {
        Tally tally = new Tally();
        Collection<Application> applications = CorpusReader.applications(dialect);
        for (Layout layout : Layout.values()) {
            applications.forEach(application -> new Planning(dialect, layout, tally).plan(application));
        }
        return tally;
    }

    /** The statements of one application under one layout. */
    private record Planning(CorpusDialect dialect, Layout layout, Tally tally) {
        private void plan(Application application) {
            List<LogicalTable> tables = application.tables(dialect.functions());
            LogicalSchema schema = application.schema(dialect.functions());
            RoutingContext context = new RoutingContext(
                    layout.topology(dialect, application.name(), tables),
                    schema,
                    List.of(dialect.schema()),
                    "UTC",
                    Optional.empty(),
                    List.of());
            for (CorpusStatement statement : application.statements()) {
                String sql = TableGuess.restore(dialect, statement.sql(), statement.parameterStyle(), tables);
                StatementRouter router = TestRouters.create(statement.parameterStyle());
                plan(statement.file(), sql, router, context);
            }
        }

        private void plan(String file, String sql, StatementRouter router, RoutingContext context) {
            try {
                PreparedRoute route = router.prepare(sql, context);
                tally.add(layout, file, bound(route));
            } catch (ShardException refusal) {
                assertThat(refusal.code().kind()).as(sql).isNotEqualTo(ErrorKind.BUG);
                tally.refused(layout, file, cause(refusal), sql);
            }
        }
    }

    /** Parameters have unknown types: the kind of value with which the statement fares best decides. */
    private static Outcome bound(PreparedRoute route) {
        List<Long> ids = route.idDemands().stream().map(demand -> 1L).toList();
        Outcome best = Outcome.REFUSED;
        ShardException last = new ShardException(ErrorCode.INTERNAL, "no kind of parameters was tried");
        for (ParameterValues parameters : Parameters.KINDS) {
            try {
                Outcome found = Outcome.of(route.bind(parameters, ids));
                best = found.compareTo(best) < 0 ? found : best;
            } catch (ShardException refusal) {
                last = refusal;
            }
        }
        if (best == Outcome.REFUSED) {
            throw last;
        }
        return best;
    }

    /** The code and the message without the names, places and texts that differ from statement to statement. */
    private static String cause(ShardException refusal) {
        String words = refusal.description();
        for (Map.Entry<Pattern, String> rule : GENERALISED) {
            words = rule.getKey().matcher(words).replaceAll(rule.getValue());
        }
        return refusal.code() + ": " + words;
    }

    private static Map.Entry<Pattern, String> rule(String pattern, String replacement) {
        return Map.entry(Pattern.compile(pattern), replacement);
    }

    private static final String REPORT_HEAD = """
            # What becomes of the statements of real applications

            Made by `mvn -pl sql-router -am test -Dtest=CorpusRoutingTest -Dsurefire.failIfNoSpecifiedTests=false
            -Dkintsugi.report=true`. The statements are those of the shared corpus: benchmarks (TPC-C, TPC-H,
            TPC-DS, SEATS, pgbench, sysbench, go-tpc and others), sample applications (Sakila, PetClinic) and the Hibernate guide. Each
            application is a logical database of its own, its schema built from its own CREATE TABLEs.

            - One shard: all data on one server, no table listed.
            - Two shards: tables by a key (TPC-C by warehouse, others by their main id), small ones as reference tables, what has
              no key in an unsharded keyspace. Nothing was tuned for a better figure, so definitions that two shards cannot keep
              (an id counted by the server, a key that is not unique by shard) are counted as refused.

            Statements were cut out of programs, so a few are torn, and a table's name that was a constant in the program is put
            back by its columns.
            """;
}
