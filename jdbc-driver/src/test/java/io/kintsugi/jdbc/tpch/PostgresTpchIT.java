package io.kintsugi.jdbc.tpch;

import static org.assertj.core.api.Assertions.assertThat;

import io.kintsugi.jdbc.oracle.PostgresDatabases;
import io.kintsugi.testkit.oracle.DatabaseServers;
import io.kintsugi.testkit.tpch.TpchLayout;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** TPC-H on PostgreSQL. */
class PostgresTpchIT extends TpchContract {
    private static final double SCALE = 0.01;
    private static final int TIMEOUT_SECONDS = 60;

    /** Enough for every table of the scale. */
    private static final String LARGE_BUDGET = "&workbenchRowsMax=1000000&workbenchCharactersMax=1073741824";

    /** Members of WITH have no statistics: one database of the workbench would take minutes over these. */
    private static final Set<String> WITHOUT_STATISTICS = Set.of("q05", "q20", "q21");

    @Override
    DatabaseServers servers() {
        return new PostgresDatabases();
    }

    @Override
    String name() {
        return "tpch";
    }

    @Override
    Set<String> notYetStreamed() {
        return Set.of("q01", "q12", "q14");
    }

    @Test
    void whatIsOverBudget_isRight_whereTheBudgetIsLarge() throws SQLException {
        DatabaseServers servers = new PostgresDatabases(LARGE_BUDGET);
        TpchSuite suite =
                new TpchSuite(servers, SCALE, TIMEOUT_SECONDS, query -> !WITHOUT_STATISTICS.contains(query.name()));
        List<TpchOutcome> outcomes = suite.run(servers, TpchLayout.CO_LOCATED);
        ExpectedOutcomes.requireNoneWrong(outcomes);
        assertThat(outcomes)
                .extracting(TpchOutcome::verdict)
                .doesNotContain(TpchOutcome.OVER_BUDGET, TpchOutcome.OVER_TIME);
    }
}
