package io.kintsugi.jdbc.tpch;

import io.kintsugi.testkit.oracle.DatabaseServers;
import io.kintsugi.testkit.oracle.PlainDatabase;
import io.kintsugi.testkit.tpch.TpchAnswer;
import io.kintsugi.testkit.tpch.TpchLayout;
import io.kintsugi.testkit.tpch.TpchQuery;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** What one plain database answers to all queries, and what becomes of them over two shards. Confined to one thread. */
final class TpchSuite {
    private static final String REFUSAL = "KZ";
    private static final String DEFECT = "KZ901";
    private static final String BUDGET = "KZ402";
    private static final String TIER = "tier: ";

    private final double scale;
    private final int timeoutSeconds;
    private final PlainDatabase plain;
    private final Map<TpchQuery, TpchAnswer> answers = new LinkedHashMap<>();

    /** @param timeoutSeconds of a query, wherever it is asked */
    TpchSuite(DatabaseServers servers, double scale, int timeoutSeconds) throws SQLException {
        this(servers, scale, timeoutSeconds, query -> true);
    }

    /** @param chosen the queries that are asked */
    TpchSuite(DatabaseServers servers, double scale, int timeoutSeconds, Predicate<TpchQuery> chosen)
            throws SQLException {
        this.scale = scale;
        this.timeoutSeconds = timeoutSeconds;
        this.plain = servers.plain();
        try (Connection connection = plain.connect()) {
            Loading.into(connection, scale, servers.dialect());
            for (TpchQuery query : TpchQuery.all(servers.dialect(), scale)) {
                if (chosen.test(query)) {
                    answers.put(query, TpchAnswer.of(connection, query, timeoutSeconds));
                }
            }
        }
    }

    /** Every query on a new cluster of this layout. */
    List<TpchOutcome> run(DatabaseServers servers, TpchLayout layout) throws SQLException {
        List<TpchOutcome> outcomes = new ArrayList<>();
        try (Connection connection = Loading.cluster(servers, layout, scale).connect();
                Connection one = plain.connect()) {
            Loading.requireKeysWhereTheyBelong(connection, one, layout);
            answers.forEach((query, expected) -> outcomes.add(ask(connection, query, expected)));
        }
        return outcomes;
    }

    private TpchOutcome ask(Connection connection, TpchQuery query, TpchAnswer expected) {
        String tier = tier(connection, query);
        TpchAnswer answer = TpchAnswer.of(connection, query, timeoutSeconds);
        if (answer.state().equals(BUDGET)) {
            return new TpchOutcome(query.name(), TpchOutcome.OVER_BUDGET, tier, answer.message(), expected, answer);
        }
        if (answer.state().startsWith(REFUSAL) && !answer.state().equals(DEFECT)) {
            String code = "K1" + answer.state().substring(REFUSAL.length());
            String verdict = TpchOutcome.REFUSED + " " + code;
            return new TpchOutcome(query.name(), verdict, "", answer.message(), expected, answer);
        }
        if (isOverTime(answer) || isOverTime(expected)) {
            return new TpchOutcome(query.name(), TpchOutcome.OVER_TIME, tier, answer.message(), expected, answer);
        }
        return answer.differenceFrom(expected, query)
                .map(what -> new TpchOutcome(query.name(), TpchOutcome.WRONG, tier, what, expected, answer))
                .orElseGet(() -> new TpchOutcome(query.name(), TpchOutcome.RIGHT, tier, "", expected, answer));
    }

    /** By the clock: the databases have several words for it. */
    private boolean isOverTime(TpchAnswer answer) {
        return !answer.answered() && answer.millis() >= timeoutSeconds * 1e3;
    }

    private static String tier(Connection connection, TpchQuery query) {
        if (!query.before().isEmpty()) {
            return "";
        }
        try (Statement statement = connection.createStatement();
                ResultSet lines = statement.executeQuery("EXPLAIN (ROUTE) " + query.sql())) {
            return lines.next() ? lines.getString(1).substring(TIER.length()) : "";
        } catch (SQLException refused) {
            // The query itself says so too, with its code.
            return "";
        }
    }
}
