package io.kintsugi.benchmarks.tpch;

import io.kintsugi.benchmarks.paired.PeerJars;
import io.kintsugi.jdbc.KintsugiDataSource;
import io.kintsugi.testkit.oracle.Dialect;
import io.kintsugi.testkit.report.Report;
import io.kintsugi.testkit.tpch.TpchAnswer;
import io.kintsugi.testkit.tpch.TpchQuery;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.sql.DataSource;

/**
 * TPC-H on PostgreSQL: one database, Kintsugi over two shards, ShardingSphere with federation over two shards. How many
 * of the 22 queries each answers, how many right, how fast. {@code Tpch [SCALE]...}; the peer's jars are in the folder
 * that the system property {@value #PEER_PROPERTY} names.
 */
public final class Tpch {
    static final String PEER_PROPERTY = "kintsugi.bench.shardingsphere";

    private static final List<Double> SCALES = List.of(0.01, 0.1);
    private static final int TIMEOUT_SECONDS = 60;
    private static final int TIMED_RUNS = 3;
    private static final double SLOW_MILLIS = 2_000;
    private static final int WORDS_MAX = 110;
    private static final long NO_SEED = 0;

    private static final Map<String, String> WORKED_OUT = Map.of(
            "date '1998-12-01' - interval '90' day", "date '1998-09-02'",
            "date '1993-07-01' + interval '3' month", "date '1993-10-01'",
            "date '1994-01-01' + interval '1' year", "date '1995-01-01'",
            "date '1993-10-01' + interval '3' month", "date '1994-01-01'",
            "date '1995-09-01' + interval '1' month", "date '1995-10-01'",
            "date '1996-01-01' + interval '3' month", "date '1996-04-01'");

    private final Report report;
    private final List<String> reasons = new ArrayList<>();

    private Tpch(Report report) {
        this.report = report;
    }

    public static void main(String[] arguments) throws Exception {
        List<Double> scales = arguments.length == 0
                ? SCALES
                : Stream.of(arguments).map(Double::valueOf).toList();
        String command = "benchmarks/tpch" + (arguments.length == 0 ? "" : " " + String.join(" ", arguments));
        Report report = new Report("tpch-peers", command, NO_SEED, Clock.systemUTC());
        report.line("The 22 queries of TPC-H in the standard's text, on PostgreSQL, over two shards: orders with their"
                        + " lines, parts with their suppliers, customers; the rest on both. The two servers of this"
                        + " machine are everybody's, one at a time.")
                .line("")
                .line("Right: the same values in the same order as on the one database, whatever their scale (2.50 is"
                        + " 2.5). Milliseconds: the median of " + TIMED_RUNS + " runs after a first one, all rows read;"
                        + " of that one where it took more than 2 s. Geometric means of their ratios over what each"
                        + " answers. ShardingSphere does not understand `date '…' + interval '…' year`, so it is asked"
                        + " a second time with the dates worked out.");
        for (double scale : scales) {
            new Tpch(report).run(scale);
        }
        report.save();
    }

    private void run(double scale) throws IOException, SQLException, InterruptedException {
        try (Databases databases = Databases.start(scale);
                Connection plain = databases.plain();
                KintsugiDataSource kintsugi = databases.kintsugi()) {
            PeerJars jars = PeerJars.in(Path.of(System.getProperty(PEER_PROPERTY)));
            DataSource peer = Peer.create(jars, databases);
            List<Contestant> contestants = List.of(
                    Contestant.of("one database", databases::plain),
                    Contestant.of("Kintsugi", kintsugi::getConnection),
                    new Contestant("ShardingSphere", peer::getConnection, sql -> sql, jars.loader()),
                    new Contestant(
                            "ShardingSphere, dates worked out", peer::getConnection, Tpch::workedOut, jars.loader()));
            describe(scale, contestants, measured(contestants, TpchQuery.all(Dialect.POSTGRESQL, scale)));
        }
    }

    private static String workedOut(String sql) {
        String text = sql;
        for (Map.Entry<String, String> date : WORKED_OUT.entrySet()) {
            text = text.replace(date.getKey(), date.getValue());
        }
        return text;
    }

    private Map<TpchQuery, List<Turn>> measured(List<Contestant> contestants, List<TpchQuery> queries)
            throws InterruptedException {
        Map<TpchQuery, List<Turn>> turns = new LinkedHashMap<>();
        for (TpchQuery query : queries) {
            if (query.before().isEmpty()) {
                turns.put(query, new ArrayList<>());
            }
        }
        for (Contestant contestant : contestants) {
            for (Map.Entry<TpchQuery, List<Turn>> entry : turns.entrySet()) {
                List<Turn> before = entry.getValue();
                Turn turn = turn(contestant, entry.getKey(), before);
                System.out.println(contestant.name() + " " + entry.getKey().name() + ": " + turn.cell());
                before.add(turn);
            }
        }
        return turns;
    }

    private Turn turn(Contestant contestant, TpchQuery query, List<Turn> before) throws InterruptedException {
        TpchAnswer answer = contestant.ask(query, TIMEOUT_SECONDS);
        if (!answer.answered()) {
            reasons.add(query.name() + ", " + contestant.name() + ": " + reason(answer.message()));
            String verdict = answer.state().equals(Contestant.OVER_TIME) ? Contestant.OVER_TIME : Turn.ERROR;
            return new Turn(answer, verdict, 0);
        }
        TpchAnswer expected = before.isEmpty() ? answer : before.get(0).answer();
        boolean right = answer.valuesDifferFrom(expected, query).isEmpty();
        if (!right) {
            reasons.add(query.name() + ", " + contestant.name() + ": begins with " + firstRow(answer) + " instead of "
                    + firstRow(expected));
        }
        return new Turn(answer, right ? Turn.RIGHT : Turn.WRONG, millis(contestant, query, answer));
    }

    private static double millis(Contestant contestant, TpchQuery query, TpchAnswer first) throws InterruptedException {
        if (first.millis() > SLOW_MILLIS) {
            return first.millis();
        }
        double[] millis = new double[TIMED_RUNS];
        for (int run = 0; run < TIMED_RUNS; run++) {
            millis[run] = contestant.ask(query, TIMEOUT_SECONDS).millis();
        }
        Arrays.sort(millis);
        return millis[TIMED_RUNS / 2];
    }

    private static String firstRow(TpchAnswer answer) {
        if (answer.rows().isEmpty()) {
            return "no row";
        }
        List<String> row = answer.rows().get(0);
        return row.subList(0, row.size() / 2).toString();
    }

    /** The cause that is named last, without the statement's own text. */
    private static String reason(String message) {
        Matcher cause = Pattern.compile("(?s).*More details: (.*)").matcher(message);
        String words = (cause.matches() ? cause.group(1) : message)
                .replaceAll("[a-z.]+\\.([A-Z])", "$1")
                .replaceAll("\\s+", " ")
                .replace("|", "\\|")
                .strip();
        return words.length() > WORDS_MAX ? words.substring(0, WORDS_MAX) + " …" : words;
    }

    private void describe(double scale, List<Contestant> contestants, Map<TpchQuery, List<Turn>> turns) {
        report.line("").line("## Scale " + scale);
        List<List<String>> summary = new ArrayList<>();
        for (int index = 0; index < contestants.size(); index++) {
            int own = index;
            summary.add(summary(
                    contestants.get(index).name(),
                    turns.values().stream().map(each -> each.get(own)).toList(),
                    turns.values().stream().map(each -> each.get(0)).toList()));
        }
        report.table(
                List.of("", "answers", "right", "wrong", "errors", "over time", "one database's time, multiplied by"),
                summary);
        List<String> headings = new ArrayList<>(List.of("query", "rows"));
        contestants.forEach(contestant -> headings.add(contestant.name()));
        List<List<String>> rows = new ArrayList<>();
        turns.forEach((query, each) -> {
            List<String> row = new ArrayList<>(List.of(
                    query.name(), Integer.toString(each.get(0).answer().rows().size())));
            each.forEach(turn -> row.add(turn.cell()));
            rows.add(row);
        });
        report.table(headings, rows);
        reasons.forEach(reason -> report.line("- " + reason));
    }

    private static List<String> summary(String name, List<Turn> own, List<Turn> reference) {
        List<String> cells = new ArrayList<>(List.of(name));
        cells.add(Long.toString(
                own.stream().filter(turn -> turn.answer().answered()).count()));
        for (String verdict : List.of(Turn.RIGHT, Turn.WRONG, Turn.ERROR, Contestant.OVER_TIME)) {
            cells.add(Long.toString(
                    own.stream().filter(turn -> turn.verdict().equals(verdict)).count()));
        }
        double logarithms = 0;
        int count = 0;
        for (int i = 0; i < own.size(); i++) {
            if (own.get(i).answer().answered()) {
                logarithms += Math.log(own.get(i).millis() / reference.get(i).millis());
                count++;
            }
        }
        cells.add(count == 0 ? "" : String.format(Locale.ROOT, "%.1f", Math.exp(logarithms / count)));
        return cells;
    }

    /** What a contestant came to with a query. */
    private record Turn(TpchAnswer answer, String verdict, double millis) {
        static final String RIGHT = "right";
        static final String WRONG = "wrong";
        static final String ERROR = "error";

        String cell() {
            if (!answer.answered()) {
                return verdict;
            }
            String time = String.format(Locale.ROOT, "%,.1f ms", millis);
            return verdict.equals(RIGHT) ? time : verdict + ", " + time;
        }
    }
}
