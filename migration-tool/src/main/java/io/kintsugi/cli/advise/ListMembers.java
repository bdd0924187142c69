package io.kintsugi.cli.advise;

import io.kintsugi.router.lexer.LexedSql;
import io.kintsugi.router.lexer.TokenKind;
import java.util.HashMap;
import java.util.Map;

/**
 * Which parameters are members of one list, {@code IN (?, ?)}: those have values of one kind that differ, where all
 * other parameters may well have the same. Immutable.
 */
record ListMembers(Map<Integer, Member> members) {
    /**
     * A further member of a list.
     *
     * @param first the parameter that is the first member
     * @param rank from 1 on
     */
    record Member(int first, int rank) {}

    ListMembers {
        members = Map.copyOf(members);
    }

    static ListMembers of(LexedSql sql) {
        Map<Integer, Member> members = new HashMap<>();
        for (int i = 0; i < sql.count(); i++) {
            if (sql.isKeyword(i, "IN") && sql.isSymbol(i + 1, "(")) {
                read(sql, i + 2, members);
            }
        }
        return new ListMembers(members);
    }

    private static void read(LexedSql sql, int start, Map<Integer, Member> members) {
        int rank = 0;
        for (int i = start; sql.kind(i) == TokenKind.PARAMETER; i += 2) {
            if (rank > 0 && sql.parameterNumber(i) != sql.parameterNumber(start)) {
                members.putIfAbsent(sql.parameterNumber(i), new Member(sql.parameterNumber(start), rank));
            }
            rank++;
            if (!sql.isSymbol(i + 1, ",")) {
                return;
            }
        }
    }

    boolean isEmpty() {
        return members.isEmpty();
    }

    /** The first member of the parameter's list; the parameter itself where it is in none. */
    int first(int parameter) {
        Member member = members.get(parameter);
        return member == null ? parameter : member.first();
    }

    /** 0 for the first member of a list and for parameters in none. */
    int rank(int parameter) {
        Member member = members.get(parameter);
        return member == null ? 0 : member.rank();
    }
}
