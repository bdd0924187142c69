package io.kintsugi.cli.advise;

import io.kintsugi.cli.console.DisplayWidth;
import io.kintsugi.cli.console.Ink;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** What a proposed layout would do, in sentences. */
final class AdviceSummary {
    private static final int STATEMENT_COLUMNS_MAX = 100;

    private final DatabaseFacts facts;
    private final StatementLog log;
    private final LayoutJudge judge;
    private final KeySearch.Judged found;

    AdviceSummary(DatabaseFacts facts, StatementLog log, LayoutJudge judge, KeySearch.Judged found) {
        this.facts = facts;
        this.log = log;
        this.judge = judge;
        this.found = found;
    }

    List<String> lines(Ink ink, int worstMax) {
        Judgement judgement = found.judgement();
        List<String> lines = new ArrayList<>();
        lines.add("");
        lines.add(String.format(
                Locale.ROOT,
                "%d tables, %d foreign keys; %.1f %% of the rows would be spread.",
                facts.tables().size(),
                facts.foreignKeys(),
                100 * judgement.shardedShare()));
        lines.addAll(statements(judgement, ink));
        lines.addAll(most(Outcome.REFUSED, "Refused most often; kintsugi explain says why:", ink, worstMax));
        lines.addAll(most(Outcome.PULLED, "Pulled together most often; kintsugi explain shows what:", ink, worstMax));
        if (judgement.refusedDefinitions() > 0) {
            lines.add(judgement.refusedDefinitions() + " definitions would have to change; see them with "
                    + ink.blue("kintsugi validate FILE --against URL"));
        }
        return lines;
    }

    private List<String> statements(Judgement judgement, Ink ink) {
        if (log.statements().isEmpty()) {
            return List.of("No statements were given: only keys, foreign keys and rows were judged."
                    + " A log would tell more, --statements FILE, or what the server has counted, --statistics.");
        }
        List<String> lines = new ArrayList<>();
        if (judgement.statements() == 0) {
            lines.add("None of the statements touches a table: only keys, foreign keys and rows were judged.");
        } else {
            lines.add(judgement.statements() + " statements of " + shapes() + " shapes:");
            lines.add(share(judgement.oneShard(), judgement, "go to one shard", ink));
            lines.add(share(judgement.merged(), judgement, "are reads merged from several shards", ink));
            lines.add(share(judgement.pulled(), judgement, "are reads for which rows are pulled together", ink));
            lines.add(share(judgement.spreadWrites(), judgement, "are writes on several shards", ink));
            lines.add(share(judgement.refused(), judgement, "would be refused", ink));
        }
        more(lines, judgement.tableless(), "touch no table of the database.");
        more(lines, log.passedOver(), "are no queries or changes of data, or no SQL.");
        more(lines, log.ofOtherDatabases(), "are of other databases of the server.");
        more(lines, log.incomplete(), "were counted by the server without their whole text.");
        more(lines, log.notKept(), "have shapes beyond --shapes-max and were not judged.");
        return lines;
    }

    private static void more(List<String> lines, long count, String what) {
        if (count > 0) {
            lines.add(count + " more " + what);
        }
    }

    private long shapes() {
        return log.statements().stream()
                .filter(statement -> judge.outcomeOf(statement.sql(), found.layout()) != Outcome.TABLELESS)
                .count();
    }

    private static String share(long count, Judgement judgement, String what, Ink ink) {
        String percent = String.format(Locale.ROOT, "%5.1f %%", 100.0 * count / judgement.statements());
        return "  " + ink.bold(percent) + " " + what;
    }

    private List<String> most(Outcome outcome, String title, Ink ink, int most) {
        List<LoggedStatement> worst = log.statements().stream()
                .filter(statement -> judge.outcomeOf(statement.sql(), found.layout()) == outcome)
                .sorted(Comparator.comparingLong(LoggedStatement::count).reversed())
                .limit(most)
                .toList();
        if (worst.isEmpty()) {
            return List.of();
        }
        List<String> lines = new ArrayList<>();
        lines.add(title);
        worst.forEach(statement -> lines.add("  " + statement.count() + " × "
                + ink.dim(DisplayWidth.cut(statement.sql().replaceAll("\\s+", " "), STATEMENT_COLUMNS_MAX))));
        return lines;
    }
}
