package io.kintsugi.router.planner.write;

import io.kintsugi.router.lexer.LexedSql;
import io.kintsugi.router.lexer.TokenSpan;
import io.kintsugi.router.syntax.Assignment;
import io.kintsugi.router.syntax.CommonTable;
import io.kintsugi.router.syntax.DeleteStatement;
import io.kintsugi.router.syntax.Expression;
import io.kintsugi.router.syntax.FromItem;
import io.kintsugi.router.syntax.MultiDeleteStatement;
import io.kintsugi.router.syntax.MultiUpdateStatement;
import io.kintsugi.router.syntax.OrderItem;
import io.kintsugi.router.syntax.SelectItem;
import io.kintsugi.router.syntax.Statement;
import io.kintsugi.router.syntax.StatementModifier;
import io.kintsugi.router.syntax.SyntaxNode;
import io.kintsugi.router.syntax.TableReference;
import io.kintsugi.router.syntax.UpdateStatement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The clauses of an UPDATE or DELETE with the tokens they hold, parentheses around them included, so that they can be
 * copied into other statements. Confined to one planning.
 *
 * @param target of a change of one table; empty where the changed tables are among {@code from}
 */
record ChangeClauses(
        LexedSql sql,
        Statement statement,
        List<CommonTable> with,
        Set<StatementModifier> modifiers,
        Optional<TableReference> target,
        List<Assignment> assignments,
        List<FromItem> from,
        Optional<Expression> where,
        List<OrderItem> orderBy,
        Optional<Expression> limit,
        List<SelectItem> returning) {

    static ChangeClauses of(UpdateStatement node, LexedSql sql) {
        return new ChangeClauses(
                sql,
                node,
                node.with(),
                node.modifiers(),
                Optional.of(node.target()),
                node.assignments(),
                node.from(),
                node.where(),
                node.orderBy(),
                node.limit(),
                node.returning());
    }

    static ChangeClauses of(DeleteStatement node, LexedSql sql) {
        return new ChangeClauses(
                sql,
                node,
                node.with(),
                node.modifiers(),
                Optional.of(node.target()),
                List.of(),
                node.using(),
                node.where(),
                node.orderBy(),
                node.limit(),
                node.returning());
    }

    static ChangeClauses of(MultiUpdateStatement node, LexedSql sql) {
        return new ChangeClauses(
                sql,
                node,
                node.with(),
                node.modifiers(),
                Optional.empty(),
                node.assignments(),
                node.tables(),
                node.where(),
                List.of(),
                Optional.empty(),
                List.of());
    }

    static ChangeClauses of(MultiDeleteStatement node, LexedSql sql) {
        return new ChangeClauses(
                sql,
                node,
                node.with(),
                node.modifiers(),
                Optional.empty(),
                List.of(),
                node.from(),
                node.where(),
                List.of(),
                Optional.empty(),
                List.of());
    }

    /** What stands behind FROM or USING, or between UPDATE and SET. */
    TokenSpan fromSpan() {
        boolean joined = statement instanceof MultiUpdateStatement;
        int first = behind(from.get(0), "FROM", "USING", "UPDATE", "IGNORE", "LOW_PRIORITY");
        return new TokenSpan(first, joined ? behind(start(assignments.get(0)), "SET") - 1 : beforeWhere());
    }

    /** What stands behind WHERE. */
    TokenSpan whereSpan() {
        return new TokenSpan(behind(where.orElseThrow(), "WHERE"), beforeTail());
    }

    /** ORDER BY and LIMIT with their keywords, or RETURNING; nothing where there are none. */
    TokenSpan tailSpan() {
        return new TokenSpan(beforeTail(), statement.span().end());
    }

    /** An assignment without the comma behind it. */
    TokenSpan span(Assignment assignment) {
        int index = assignments.indexOf(assignment);
        int end = index + 1 < assignments.size() ? start(assignments.get(index + 1)) - 1 : endOfAssignments();
        return new TokenSpan(start(assignment), end);
    }

    /** What is assigned. */
    TokenSpan valueSpan(Assignment assignment) {
        TokenSpan whole = span(assignment);
        int token = lastColumn(assignment).span().end();
        while (!sql.isSymbol(token, "=") && !sql.isSymbol(token, ":=")) {
            token++;
        }
        return new TokenSpan(token + 1, whole.end());
    }

    private static SyntaxNode lastColumn(Assignment assignment) {
        return assignment.columns().get(assignment.columns().size() - 1);
    }

    private static int start(Assignment assignment) {
        int first = Stream.concat(assignment.qualifier().stream(), assignment.columns().stream())
                .mapToInt(node -> node.span().first())
                .min()
                .orElseThrow();
        return assignment.tuple() ? first - 1 : first;
    }

    private int endOfAssignments() {
        boolean further = target.isPresent() && !from.isEmpty();
        return further ? fromSpan().first() - 1 : beforeWhere();
    }

    private int beforeWhere() {
        return where.isPresent() ? behind(where.get(), "WHERE") - 1 : beforeTail();
    }

    private int beforeTail() {
        List<Integer> tails = new ArrayList<>();
        orderBy.stream().findFirst().ifPresent(item -> tails.add(behind(item, "ORDER") - 1));
        limit.ifPresent(node -> tails.add(behind(node, "LIMIT") - 1));
        returning.stream().findFirst().ifPresent(item -> tails.add(behind(item, "RETURNING") - 1));
        return tails.stream()
                .mapToInt(Integer::intValue)
                .min()
                .orElse(statement.span().end());
    }

    private int behind(SyntaxNode node, String... keywords) {
        return behind(node.span().first(), keywords);
    }

    /** The token behind the nearest of the keywords before a token. */
    private int behind(int token, String... keywords) {
        for (int i = token - 1; i >= 0; i--) {
            for (String keyword : keywords) {
                if (sql.isKeyword(i, keyword)) {
                    return i + 1;
                }
            }
        }
        throw new IllegalStateException("no " + String.join(" or ", keywords) + " before token " + token);
    }
}
