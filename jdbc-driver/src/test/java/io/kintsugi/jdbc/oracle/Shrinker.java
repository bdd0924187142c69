package io.kintsugi.jdbc.oracle;

import io.kintsugi.testkit.oracle.Answer;
import io.kintsugi.testkit.oracle.Query;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Leaves out tokens of a statement as long as the answers still differ, in kind, as they did. */
final class Shrinker {
    private static final Pattern TOKEN =
            Pattern.compile("'(?:[^']|'')*'|\"[^\"]*\"|\\w+(?:\\.\\w+)*|::|<>|<=|>=|\\|\\||\\s+|.", Pattern.DOTALL);
    private static final int ATTEMPTS_MAX = 400;

    private final ReadSessions sessions;
    private final Connection ours;
    private int attempts;

    Shrinker(ReadSessions sessions, Connection ours) {
        this.sessions = sessions;
        this.ours = ours;
    }

    /** The least statement found. A statement with LIMIT keeps what makes its order total, so it is not shrunk. */
    Query least(Query query) {
        if (!query.parameters().isEmpty()
                || query.sql().contains("LIMIT")
                || query.sql().contains("OFFSET")
                || query.sql().contains("FETCH")) {
            return query;
        }
        List<String> tokens = tokens(query.sql());
        for (int width = tokens.size() / 2; width > 0; width /= 2) {
            for (int at = 0; at + width <= tokens.size() && attempts < ATTEMPTS_MAX; at++) {
                List<String> fewer = new ArrayList<>(tokens.subList(0, at));
                fewer.addAll(tokens.subList(at + width, tokens.size()));
                if (stillWrong(query, String.join("", fewer))) {
                    tokens = fewer;
                    at--;
                }
            }
        }
        return query.withSql(String.join("", tokens));
    }

    private static List<String> tokens(String sql) {
        List<String> tokens = new ArrayList<>();
        Matcher matcher = TOKEN.matcher(sql);
        while (matcher.find()) {
            tokens.add(matcher.group());
        }
        return tokens;
    }

    private boolean stillWrong(Query query, String sql) {
        attempts++;
        Query candidate = query.withSql(sql);
        Answer expected = Answer.of(sessions.plain(), candidate, 0);
        return expected.answered()
                && sessions.wrong(candidate.unordered(), Answer.of(ours, candidate, 0), expected)
                        .isPresent();
    }
}
