package io.kintsugi.router.corpus;

import io.kintsugi.errors.ShardException;
import io.kintsugi.router.lexer.LexedSql;
import io.kintsugi.router.lexer.ParameterStyle;
import io.kintsugi.router.lexer.TokenKind;
import io.kintsugi.router.schema.LogicalTable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Puts table names back where the corpus has only {@code tbl}: its statements were cut out of programs in which the
 * name is a constant. The table that explains most of the columns takes the first place, the one that explains most of
 * the rest the second.
 */
final class TableGuess {
    private static final String PLACEHOLDER = "TBL";

    private TableGuess() {}

    static String restore(CorpusDialect dialect, String sql, ParameterStyle style, List<LogicalTable> tables) {
        LexedSql lexed;
        try {
            lexed = dialect.lexer(style).lex(sql);
        } catch (ShardException torn) {
            return sql;
        }
        List<Integer> places = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (int i = 0; i < lexed.count(); i++) {
            if (lexed.isKeyword(i, PLACEHOLDER)) {
                places.add(i);
            } else if (lexed.kind(i) == TokenKind.WORD) {
                names.add(lexed.identifier(i));
            }
        }
        return places.isEmpty() || tables.isEmpty()
                ? sql
                : spliced(lexed, places, guesses(places.size(), names, tables));
    }

    private static List<String> guesses(int count, Set<String> names, List<LogicalTable> tables) {
        Set<String> left = new HashSet<>(names);
        List<String> guesses = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            LogicalTable best = tables.stream()
                    .max(Comparator.comparingLong(table -> explained(table, left)))
                    .orElseThrow();
            boolean nothingLeft = explained(best, left) == 0 && !guesses.isEmpty();
            guesses.add(nothingLeft ? guesses.get(0) : best.name());
            best.columns().forEach(column -> left.remove(column.name()));
        }
        return guesses;
    }

    private static long explained(LogicalTable table, Set<String> names) {
        return table.columns().stream()
                .filter(column -> names.contains(column.name()))
                .count();
    }

    private static String spliced(LexedSql lexed, List<Integer> places, List<String> names) {
        StringBuilder text = new StringBuilder(lexed.sql());
        for (int i = places.size() - 1; i >= 0; i--) {
            text.replace(lexed.start(places.get(i)), lexed.end(places.get(i)), names.get(i));
        }
        return text.toString();
    }
}
