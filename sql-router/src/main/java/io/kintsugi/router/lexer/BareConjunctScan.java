package io.kintsugi.router.lexer;

import io.kintsugi.topology.Dialect;
import java.util.ArrayList;
import java.util.List;

/**
 * The second witness of a key condition: what the tokens of a WHERE or ON clause say, without any tree. A span it
 * returns is joined to the whole condition by nothing but AND, through parentheses at most; it is left out when at its
 * depth, or outside it, stands OR, XOR, a prefix NOT, CASE. In MySQL {@code &&} is AND, {@code ||} is OR unless the
 * mode says that it concatenates, {@code !} is NOT, and {@code :=} takes all that follows.
 */
public final class BareConjunctScan {
    private final LexedSql sql;
    private final List<TokenSpan> conjuncts = new ArrayList<>();
    private final List<TokenSpan> disjunctions = new ArrayList<>();

    private BareConjunctScan(LexedSql sql) {
        this.sql = sql;
    }

    /**
     * The bare conjuncts of the condition, without parentheses around each, in text order; empty when there is none.
     */
    public static List<TokenSpan> of(LexedSql sql, TokenSpan condition) {
        return List.copyOf(scan(sql, condition).conjuncts);
    }

    /** What else is joined to the condition by AND alone, in parentheses: alternatives of some kind, without those. */
    public static List<TokenSpan> disjunctions(LexedSql sql, TokenSpan condition) {
        return List.copyOf(scan(sql, condition).disjunctions);
    }

    private static BareConjunctScan scan(LexedSql sql, TokenSpan condition) {
        BareConjunctScan scan = new BareConjunctScan(sql);
        scan.visit(condition.first(), condition.end());
        return scan;
    }

    private void visit(int first, int end) {
        List<Integer> joints = joints(first, end);
        if (joints.isEmpty()) {
            disjunctions.add(new TokenSpan(first, end));
            return;
        }
        int from = first;
        for (int joint : joints) {
            member(from, joint);
            from = joint + 1;
        }
    }

    private void member(int first, int end) {
        if (first >= end || isSpoiled(first, end)) {
            return;
        }
        boolean enclosed = sql.isSymbol(first, "(") && closing(first, end) == end - 1;
        if (enclosed && !sql.isKeyword(first + 1, "SELECT")) {
            visit(first + 1, end - 1);
            return;
        }
        conjuncts.add(new TokenSpan(first, end));
    }

    /** The ordinals of the ANDs at this depth, and {@code end}; empty when this depth is not bare. */
    private List<Integer> joints(int first, int end) {
        List<Integer> joints = new ArrayList<>();
        int betweens = 0;
        for (int i = first; i < end; i++) {
            if (sql.isSymbol(i, "(") || sql.isSymbol(i, "[")) {
                i = closing(i, end);
            } else if (sql.isKeyword(i, "CASE")) {
                i = caseEnd(i, end);
            } else if (breaksBareness(i)) {
                return List.of();
            } else if (sql.isKeyword(i, "BETWEEN")) {
                betweens++;
            } else if (sql.isKeyword(i, "AND") && betweens > 0) {
                betweens--;
            } else if (sql.isKeyword(i, "AND") || isMySql("&&", i)) {
                joints.add(i);
            }
        }
        joints.add(end);
        return joints;
    }

    /** The END of a CASE; what stands between belongs to it, ANDs included. */
    private int caseEnd(int first, int end) {
        int depth = 0;
        for (int i = first; i < end; i++) {
            if (sql.isKeyword(i, "CASE")) {
                depth++;
            } else if (sql.isKeyword(i, "END") && --depth == 0) {
                return i;
            }
        }
        return end;
    }

    private int closing(int open, int end) {
        int depth = 0;
        for (int i = open; i < end; i++) {
            if (sql.isSymbol(i, "(") || sql.isSymbol(i, "[")) {
                depth++;
            } else if ((sql.isSymbol(i, ")") || sql.isSymbol(i, "]")) && --depth == 0) {
                return i;
            }
        }
        return end;
    }

    private boolean breaksBareness(int i) {
        if (isMySql(":=", i) || (isMySql("||", i) && !sql.modes().pipesAsConcat())) {
            return true;
        }
        return sql.isKeyword(i, "OR") || sql.isKeyword(i, "XOR");
    }

    private boolean isMySql(String symbol, int i) {
        return sql.dialect() == Dialect.MYSQL && sql.isSymbol(i, symbol);
    }

    /** NOT and CASE bind closer than AND: they spoil the conjunct they stand in, and no other. */
    private boolean isSpoiled(int first, int end) {
        for (int i = first; i < end; i++) {
            if (sql.isSymbol(i, "(") || sql.isSymbol(i, "[")) {
                i = closing(i, end);
            } else if (sql.isKeyword(i, "CASE") || isMySql("!", i) || (sql.isKeyword(i, "NOT") && !isInfixNot(i))) {
                return true;
            }
        }
        return false;
    }

    private boolean isInfixNot(int i) {
        return sql.isKeyword(i - 1, "IS")
                || sql.isKeyword(i + 1, "IN")
                || sql.isKeyword(i + 1, "LIKE")
                || sql.isKeyword(i + 1, "ILIKE")
                || sql.isKeyword(i + 1, "BETWEEN")
                || sql.isKeyword(i + 1, "SIMILAR")
                || sql.isKeyword(i + 1, "REGEXP")
                || sql.isKeyword(i + 1, "RLIKE");
    }
}
