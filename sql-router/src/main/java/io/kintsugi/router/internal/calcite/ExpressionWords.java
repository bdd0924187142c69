package io.kintsugi.router.internal.calcite;

import static io.kintsugi.router.internal.calcite.grammar.GeneratedSqlParserConstants.*;

import io.kintsugi.router.internal.calcite.Frame.Clause;
import io.kintsugi.router.lexer.LexedSql;

/** Words that are operators, or that begin, join and end expressions, where they do. Confined to one statement. */
final class ExpressionWords {
    private final LexedSql sql;
    private final FeedCursor feed;
    private final OperatorTokens operators;

    ExpressionWords(LexedSql sql, FeedCursor feed, OperatorTokens operators) {
        this.sql = sql;
        this.feed = feed;
        this.operators = operators;
    }

    /** Feeds the word that stands at the cursor if it is one of them here. */
    boolean feed(String word) {
        FedTokens.Operator operator = operators.word(feed.position(), feed.endsOperand());
        if (operator != null) {
            feed.operator(operator);
            return true;
        }
        switch (word) {
            case "AND" -> feed.keyword(AND);
            case "OR" -> feed.keyword(OR);
            case "NOT" -> feed.keyword(NOT);
            case "IN" -> in();
            case "BETWEEN" -> between();
            case "CASE" -> feed.keyword(CASE);
            case "WHEN" -> when();
            case "THEN" -> feed.keyword(THEN);
            case "ELSE" -> feed.keyword(ELSE);
            case "END" -> feed.operand(END, "end", 1);
            case "TRUE" -> feed.operand(TRUE, "true", 1);
            case "FALSE" -> feed.operand(FALSE, "false", 1);
            case "NULL" -> feed.operand(NULL, "null", 1);
            case "CAST" -> feed.keyword(CAST);
            case "ARRAY" -> feed.keyword(ARRAY);
            case "ANY", "SOME", "ALL" -> quantifier();
            case "VARIADIC" -> feed.drop(1);
            case "EXISTS" -> {
                return feed.fedIf(sql.isSymbol(feed.position() + 1, "("), EXISTS);
            }
            case "ROW" -> {
                return feed.fedIf(sql.isSymbol(feed.position() + 1, "(") && !feed.endsOperand(), ROW);
            }
            case "BOTH", "LEADING", "TRAILING" -> trimSide();
            case "PLACING" -> wordySeparator();
            default -> {
                return false;
            }
        }
        return true;
    }

    private void in() {
        if (feed.frame().kind == Frame.Kind.WORDY_CALL) {
            feed.separator();
            return;
        }
        feed.keyword(IN);
    }

    private void between() {
        feed.keyword(BETWEEN);
        if (sql.isKeyword(feed.position(), "SYMMETRIC")) {
            feed.keyword(SYMMETRIC);
        } else if (sql.isKeyword(feed.position(), "ASYMMETRIC")) {
            feed.keyword(ASYMMETRIC);
        }
    }

    private void when() {
        int matched = sql.isKeyword(feed.position() + 1, "NOT") ? feed.position() + 2 : feed.position() + 1;
        if (!sql.isKeyword(matched, "MATCHED") || feed.frame().clause != Clause.MERGE && !isMergeBranch()) {
            feed.keyword(WHEN);
            return;
        }
        int size = matched + 1 - feed.position();
        if (sql.areKeywords(matched + 1, "BY", "SOURCE") || sql.areKeywords(matched + 1, "BY", "TARGET")) {
            size += 2;
        }
        feed.frame().clause = Clause.MERGE;
        feed.keyword(FED_MATCHED, size);
    }

    private boolean isMergeBranch() {
        Clause clause = feed.frame().clause;
        return clause == Clause.UPDATE || clause == Clause.INSERT || clause == Clause.DELETE;
    }

    private void quantifier() {
        if (!sql.isSymbol(feed.position() + 1, "(")) {
            throw NotUnderstood.at(sql, feed.position(), "A parenthesis is expected after");
        }
        feed.operand(IDENTIFIER, "i", 1);
    }

    private void trimSide() {
        refuseOutsideWordyCall();
        feed.drop(1);
    }

    private void wordySeparator() {
        refuseOutsideWordyCall();
        feed.separator();
    }

    private void refuseOutsideWordyCall() {
        if (feed.frame().kind != Frame.Kind.WORDY_CALL) {
            throw NotUnderstood.at(sql, feed.position(), "A reserved word stands where a name is expected");
        }
    }
}
