package io.kintsugi.router.internal.calcite;

import static io.kintsugi.router.internal.calcite.grammar.GeneratedSqlParserConstants.*;

import io.kintsugi.router.internal.calcite.Frame.Clause;
import io.kintsugi.router.lexer.LexedSql;
import io.kintsugi.router.lexer.TokenKind;

/** Words that begin or join clauses, in the places where they do. Confined to one statement. */
final class ClauseWords {
    private final LexedSql sql;
    private final FeedCursor feed;
    private final Surroundings around;

    ClauseWords(LexedSql sql, FeedCursor feed, Surroundings around) {
        this.sql = sql;
        this.feed = feed;
        this.around = around;
    }

    /** Feeds the word that stands at the cursor if it is one of them here. */
    boolean feed(String word) {
        switch (word) {
            case "SELECT" -> select();
            case "FROM" -> from();
            case "WHERE" -> clause(WHERE, Clause.OTHER);
            case "GROUP" -> clause(GROUP, Clause.GROUP);
            case "HAVING" -> clause(HAVING, Clause.OTHER);
            case "WINDOW" -> clause(WINDOW, Clause.WINDOW);
            case "ORDER" -> order();
            case "UNION" -> clause(UNION, Clause.NONE);
            case "INTERSECT" -> clause(INTERSECT, Clause.NONE);
            case "EXCEPT" -> clause(EXCEPT, Clause.NONE);
            case "TABLE" -> feed.keyword(TABLE);
            case "AS" -> as();
            case "ON" -> on();
            case "USING" -> using();
            case "JOIN" -> feed.keyword(JOIN);
            case "INNER" -> feed.keyword(INNER);
            case "FULL" -> feed.keyword(FULL);
            case "CROSS" -> feed.keyword(CROSS);
            case "NATURAL" -> feed.keyword(NATURAL);
            case "OUTER" -> feed.keyword(OUTER);
            case "TABLESAMPLE" -> sample();
            case "DEFAULT" -> defaultWord();
            case "RETURNING" -> clause(FED_RETURNING, Clause.OTHER);
            case "ASC" -> feed.keyword(ASC);
            case "DESC" -> feed.keyword(DESC);
            case "DO" -> doWord();
            case "LIMIT", "OFFSET", "FETCH" -> tail();
            case "FOR" -> forWord();
            case "DISTINCT" -> feed.keyword(DISTINCT);
            default -> {
                return contextualClauseWord(word);
            }
        }
        return true;
    }

    private void clause(int kind, Clause clause) {
        feed.frame().clause = clause;
        feed.keyword(kind);
    }

    private void select() {
        clause(SELECT, Clause.SELECT);
        if (sql.areKeywords(feed.position(), "DISTINCT", "ON")) {
            feed.keyword(DISTINCT);
            distinctOn();
            return;
        }
        if (sql.isKeyword(feed.position(), "ALL") || sql.isKeyword(feed.position(), "DISTINCT")) {
            feed.keyword(sql.isKeyword(feed.position(), "ALL") ? ALL : DISTINCT);
        }
        feed.feedEmptySelectList();
    }

    private void distinctOn() {
        feed.feed(IDENTIFIER, TokenFeed.DISTINCT_ON, 1);
        if (!sql.isSymbol(feed.position(), "(")) {
            throw NotUnderstood.at(sql, feed.position(), "A parenthesis is expected");
        }
        feed.open(LPAREN, new Frame(Frame.Kind.DISTINCT_ON, false));
    }

    private void from() {
        if (feed.frame().kind == Frame.Kind.WORDY_CALL) {
            feed.separator();
            return;
        }
        clause(FROM, Clause.FROM);
    }

    private void order() {
        boolean aggregate = feed.frame().kind == Frame.Kind.CALL && !feed.frame().query;
        feed.frame().clause = Clause.ORDER;
        feed.keyword(aggregate ? FED_AGGREGATE_ORDER : ORDER);
    }

    private void as() {
        feed.keyword(AS);
        if (sql.areKeywords(feed.position(), "NOT", "MATERIALIZED")) {
            feed.drop(2);
        } else if (sql.isKeyword(feed.position(), "MATERIALIZED") && sql.isSymbol(feed.position() + 1, "(")) {
            feed.drop(1);
        }
        if (feed.frame().clause == Clause.WITH
                && sql.isSymbol(feed.position(), "(")
                && around.startsChange(feed.position() + 1)) {
            feed.open(FED_CHANGE, new Frame(Frame.Kind.GROUP, true));
        }
    }

    private void on() {
        if (sql.isKeyword(feed.position() + 1, "CONFLICT")) {
            feed.frame().clause = Clause.OTHER;
            feed.keyword(FED_ON_CONFLICT, 2);
        } else if (sql.isKeyword(feed.position() + 1, "CONSTRAINT")) {
            feed.keyword(FED_ON_CONSTRAINT, 2);
        } else {
            feed.keyword(ON);
        }
    }

    private void using() {
        if (feed.frame().clause == Clause.ORDER && sql.kind(feed.position() + 1) == TokenKind.OPERATOR) {
            feed.drop(2);
            return;
        }
        feed.keyword(USING);
    }

    private void sample() {
        feed.keyword(TABLESAMPLE);
        if (sql.isKeyword(feed.position(), "SYSTEM") || sql.isKeyword(feed.position(), "BERNOULLI")) {
            feed.keyword(sql.isKeyword(feed.position(), "SYSTEM") ? SYSTEM : BERNOULLI);
        }
    }

    private void defaultWord() {
        if (sql.isKeyword(feed.position() + 1, "VALUES")) {
            feed.keyword(FED_DEFAULT_VALUES, 2);
            return;
        }
        feed.keyword(DEFAULT_);
        feed.operandEnds(true);
    }

    private void doWord() {
        if (sql.isKeyword(feed.position() + 1, "NOTHING")) {
            feed.keyword(FED_DO_NOTHING, 2);
        } else if (sql.areKeywords(feed.position() + 1, "UPDATE", "SET")) {
            feed.keyword(FED_DO_UPDATE, 3);
        } else {
            throw NotUnderstood.at(sql, feed.position(), "Not understood");
        }
    }

    private void forWord() {
        if (feed.frame().kind == Frame.Kind.WORDY_CALL) {
            feed.separator();
            return;
        }
        tail();
    }

    /** Leaves out what closes a query, up to the closing parenthesis or what may follow the query of an INSERT. */
    private void tail() {
        while (!feed.isAtEnd() && !sql.isSymbol(feed.position(), ")") && !around.endsTail(feed.position())) {
            feed.dropWhole();
        }
        feed.operandEnds(true);
    }

    private boolean contextualClauseWord(String word) {
        return switch (word) {
            case "BY" -> feed.fedIf(around.isOneOf(feed.position() - 1, "GROUP", "ORDER", "PARTITION"), BY);
            case "ALL" ->
                feed.fedIf(
                        !sql.isSymbol(feed.position() + 1, "(")
                                || around.isOneOf(feed.position() - 1, "UNION", "INTERSECT", "EXCEPT"),
                        ALL);
            case "WITH" -> done(this::with);
            case "RECURSIVE" -> feed.fedIf(sql.isKeyword(feed.position() - 1, "WITH"), RECURSIVE);
            case "VALUES" -> feed.fedIf(sql.isSymbol(feed.position() + 1, "(") && !operandBlocksValues(), VALUES);
            case "INSERT" -> changeWord(INSERT, Clause.INSERT);
            case "UPDATE" -> changeWord(UPDATE, Clause.UPDATE);
            case "DELETE" -> changeWord(DELETE, Clause.DELETE);
            case "MERGE" -> changeWord(MERGE, Clause.MERGE);
            case "SET" -> setWord();
            case "INTO" -> done(this::into);
            case "OVERRIDING" -> overriding();
            case "LATERAL" -> done(this::lateral);
            case "ONLY" -> done(this::only);
            default -> contextualTableOrCallWord(word);
        };
    }

    private boolean contextualTableOrCallWord(String word) {
        return switch (word) {
            case "LEFT" -> feed.fedIf(!sql.isSymbol(feed.position() + 1, "("), LEFT);
            case "RIGHT" -> feed.fedIf(!sql.isSymbol(feed.position() + 1, "("), RIGHT);
            case "REPEATABLE" ->
                feed.fedIf(
                        sql.isSymbol(feed.position() - 1, ")")
                                && feed.frame().clause == Clause.FROM
                                && sql.isSymbol(feed.position() + 1, "("),
                        REPEATABLE);
            case "OVER" ->
                feed.fedIf(
                        sql.isSymbol(feed.position() - 1, ")")
                                && (sql.isSymbol(feed.position() + 1, "(") || around.isName(feed.position() + 1)),
                        OVER);
            case "FILTER" ->
                feed.fedIf(sql.isSymbol(feed.position() - 1, ")") && sql.isSymbol(feed.position() + 1, "("), FILTER);
            case "WITHIN" ->
                feed.fedIf(
                        sql.isSymbol(feed.position() - 1, ")") && sql.isKeyword(feed.position() + 1, "GROUP"), WITHIN);
            case "PARTITION" -> feed.fedIf(sql.isKeyword(feed.position() + 1, "BY"), PARTITION);
            case "NULLS" -> nulls();
            case "GROUPING" -> groupingSets();
            case "ROLLUP" -> feed.fedIf(feed.frame().clause == Clause.GROUP || inGroupingSets(), ROLLUP);
            case "CUBE" -> feed.fedIf(feed.frame().clause == Clause.GROUP || inGroupingSets(), CUBE);
            default -> feed.frame().kind == Frame.Kind.WINDOW && windowWord(word);
        };
    }

    private static boolean done(Runnable step) {
        step.run();
        return true;
    }

    private boolean operandBlocksValues() {
        return feed.endsOperand()
                && feed.frame().clause != Clause.INSERT
                && feed.frame().clause != Clause.MERGE
                && feed.frame().clause != Clause.WITH;
    }

    private void with() {
        if (sql.isKeyword(feed.position() + 1, "ORDINALITY")) {
            feed.drop(2);
            return;
        }
        clause(WITH, Clause.WITH);
    }

    private boolean changeWord(int kind, Clause clause) {
        boolean begins = feed.position() == 0
                || sql.isSymbol(feed.position() - 1, "(")
                || sql.isKeyword(feed.position() - 1, "THEN")
                || (sql.isSymbol(feed.position() - 1, ")") && feed.frame().clause == Clause.WITH);
        if (!begins || (sql.isSymbol(feed.position() - 1, "(") && !around.startsChange(feed.position()))) {
            return false;
        }
        feed.frame().clause = clause;
        feed.keyword(kind);
        return true;
    }

    private boolean setWord() {
        if (feed.frame().clause != Clause.UPDATE) {
            return false;
        }
        feed.keyword(SET);
        return true;
    }

    private void into() {
        if (!around.isOneOf(feed.position() - 1, "INSERT", "MERGE")) {
            throw NotUnderstood.at(sql, feed.position(), "SELECT INTO is not understood");
        }
        feed.keyword(INTO);
    }

    private boolean overriding() {
        boolean clause =
                around.isOneOf(feed.position() + 1, "SYSTEM", "USER") && sql.isKeyword(feed.position() + 2, "VALUE");
        if (clause) {
            feed.drop(3);
        }
        return clause;
    }

    private void lateral() {
        if (sql.isSymbol(feed.position() + 1, "(")) {
            feed.keyword(LATERAL);
            return;
        }
        feed.drop(1);
    }

    private void only() {
        if (!around.isName(feed.position() + 1)) {
            throw NotUnderstood.at(sql, feed.position(), "Not understood");
        }
        feed.drop(1);
    }

    private boolean nulls() {
        boolean first = sql.isKeyword(feed.position() + 1, "FIRST");
        if (!first && !sql.isKeyword(feed.position() + 1, "LAST")) {
            return false;
        }
        feed.keyword(NULLS);
        feed.keyword(first ? FIRST : LAST);
        return true;
    }

    private boolean groupingSets() {
        if (!sql.isKeyword(feed.position() + 1, "SETS")) {
            return false;
        }
        feed.keyword(GROUPING);
        feed.keyword(SETS);
        feed.frame().clause = Clause.GROUP;
        return true;
    }

    private boolean inGroupingSets() {
        boolean member = sql.isSymbol(feed.position() - 1, "(") || sql.isSymbol(feed.position() - 1, ",");
        return member && feed.frame().kind == Frame.Kind.GROUP && feed.isWithin(Clause.GROUP);
    }

    private boolean windowWord(String word) {
        return switch (word) {
            case "ROWS" -> feed.fedIf(around.startsFrame(feed.position()), ROWS);
            case "RANGE" -> feed.fedIf(around.startsFrame(feed.position()), RANGE);
            case "UNBOUNDED" -> feed.fedIf(around.isOneOf(feed.position() + 1, "PRECEDING", "FOLLOWING"), UNBOUNDED);
            case "PRECEDING" ->
                feed.fedIf(feed.endsOperand() || sql.isKeyword(feed.position() - 1, "UNBOUNDED"), PRECEDING);
            case "FOLLOWING" ->
                feed.fedIf(feed.endsOperand() || sql.isKeyword(feed.position() - 1, "UNBOUNDED"), FOLLOWING);
            case "CURRENT" -> feed.fedIf(sql.isKeyword(feed.position() + 1, "ROW"), CURRENT);
            case "ROW" -> feed.fedIf(sql.isKeyword(feed.position() - 1, "CURRENT"), ROW);
            default -> false;
        };
    }
}
