package io.kintsugi.cli.advise;

import io.kintsugi.router.lexer.LexedSql;
import io.kintsugi.router.lexer.TokenKind;
import java.util.HashMap;
import java.util.Map;

/**
 * Which parameters are further members of a list, {@code IN (?, ?)}: those have other values than the first one, where
 * all other parameters may well have the same. Immutable.
 */
record ListMembers(Map<Integer, Integer> ranks) {
    ListMembers {
        ranks = Map.copyOf(ranks);
    }

    static ListMembers of(LexedSql sql) {
        Map<Integer, Integer> ranks = new HashMap<>();
        for (int i = 0; i < sql.count(); i++) {
            if (sql.isKeyword(i, "IN") && sql.isSymbol(i + 1, "(")) {
                members(sql, i + 2, ranks);
            }
        }
        return new ListMembers(ranks);
    }

    private static void members(LexedSql sql, int first, Map<Integer, Integer> ranks) {
        int rank = 0;
        for (int i = first; sql.kind(i) == TokenKind.PARAMETER; i += 2) {
            int member = rank++;
            if (member > 0) {
                ranks.putIfAbsent(sql.parameterNumber(i), member);
            }
            if (!sql.isSymbol(i + 1, ",")) {
                return;
            }
        }
    }

    boolean isEmpty() {
        return ranks.isEmpty();
    }

    /** 0 for the first member of a list and for all other parameters. */
    int rank(int parameter) {
        return ranks.getOrDefault(parameter, 0);
    }
}
