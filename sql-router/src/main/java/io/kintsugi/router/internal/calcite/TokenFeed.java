package io.kintsugi.router.internal.calcite;

import static io.kintsugi.router.internal.calcite.grammar.GeneratedSqlParserConstants.*;

import io.kintsugi.router.internal.calcite.Frame.Clause;
import io.kintsugi.router.lexer.LexedSql;
import io.kintsugi.router.lexer.TokenKind;
import java.util.Set;

/**
 * Decides what each of our tokens means to the grammar: keyword or name, operator with its level and placement, one
 * token for a whole type or typed literal. Clauses that close a query (LIMIT, FOR UPDATE …) are left out and read by
 * ourselves. Nothing is taken on trust: the reader checks every token of ours against the tree. Confined to one
 * statement.
 */
final class TokenFeed {
    /** Image of the name that stands for an empty select list. */
    static final String NOTHING = "\u0001nothing";
    /** Image of the call that holds the expressions of DISTINCT ON. */
    static final String DISTINCT_ON = "\u0001distinct_on";
    /** Image of a bound that a slice leaves out. */
    static final String ABSENT = "\u0001absent";

    private static final Set<String> WORDY = Set.of("EXTRACT", "SUBSTRING", "TRIM", "POSITION", "OVERLAY", "NORMALIZE");

    private final LexedSql sql;
    private final FeedCursor feed;
    private final OperatorTokens operators;
    private final TypeNames types;
    private final Surroundings around;
    private final ClauseWords clauses;
    private final ExpressionWords expressions;

    private TokenFeed(FedTokens fed, int[] matches, int first, int end) {
        this.sql = fed.sql();
        this.operators = new OperatorTokens(sql);
        this.types = new TypeNames(sql);
        this.around = new Surroundings(sql);
        this.feed = new FeedCursor(fed, matches, around, first, end);
        this.clauses = new ClauseWords(sql, feed, around);
        this.expressions = new ExpressionWords(sql, feed, operators);
    }

    /** The fed tokens of the range. */
    static FedTokens of(LexedSql sql, int[] matches, int first, int end) {
        FedTokens fed = new FedTokens(sql);
        new TokenFeed(fed, matches, first, end).run();
        return fed;
    }

    private void run() {
        while (!feed.isAtEnd()) {
            int before = feed.position();
            step();
            if (feed.position() <= before) {
                throw new IllegalStateException("the token feed stands still at " + before);
            }
        }
    }

    private void step() {
        switch (sql.kind(feed.position())) {
            case WORD -> word();
            case QUOTED_IDENTIFIER -> nameOrTypedLiteral();
            case STRING -> feed.operand(QUOTED_STRING, "''", 1);
            case NUMBER -> feed.operand(UNSIGNED_INTEGER_LITERAL, "1", 1);
            case PARAMETER -> feed.operand(HOOK, "?", 1);
            case OPERATOR -> symbol();
            case PUNCTUATION -> punctuation();
            case VARIABLE, END -> throw new IllegalStateException("no token of PostgreSQL");
        }
    }

    private void symbol() {
        if (sql.isSymbol(feed.position(), "=>")) {
            feed.keyword(NAMED_ARGUMENT_ASSIGNMENT);
            return;
        }
        if (sql.isSymbol(feed.position(), "*") && !feed.endsOperand()) {
            feed.operand(STAR, "*", 1);
            return;
        }
        feed.operator(operators.symbol(feed.position(), feed.endsOperand()));
    }

    private void punctuation() {
        switch (sql.text(feed.position())) {
            case "(" -> feed.open(LPAREN, frameOfParenthesis());
            case ")" -> close(RPAREN);
            case "[" -> bracket();
            case "]" -> close(RBRACKET);
            case "," -> feed.keyword(COMMA);
            case "." -> feed.keyword(DOT);
            case "::" -> feed.operator(operators.cast(feed.position(), types));
            case ":=" -> feed.keyword(NAMED_ARGUMENT_ASSIGNMENT);
            case ":" -> slice();
            default -> throw NotUnderstood.at(sql, feed.position(), "Not understood");
        }
    }

    private Frame frameOfParenthesis() {
        boolean query = around.startsQuery(feed.position() + 1);
        if (sql.isKeyword(feed.position() - 1, "CAST")) {
            return new Frame(Frame.Kind.CAST, query);
        }
        boolean window = sql.isKeyword(feed.position() - 1, "OVER")
                || (sql.isKeyword(feed.position() - 1, "AS") && feed.frame().clause == Clause.WINDOW);
        if (window) {
            return new Frame(Frame.Kind.WINDOW, query);
        }
        if (!feed.endsOperand() || !around.isName(feed.position() - 1)) {
            return new Frame(Frame.Kind.GROUP, query);
        }
        boolean wordy =
                sql.kind(feed.position() - 1) == TokenKind.WORD && WORDY.contains(around.upper(feed.position() - 1));
        return new Frame(wordy ? Frame.Kind.WORDY_CALL : Frame.Kind.CALL, query);
    }

    private void close(int kind) {
        Frame closed = feed.closed();
        feed.feed(kind, ")", 1);
        feed.operandEnds(true);
        if (closed.kind == Frame.Kind.DISTINCT_ON) {
            feed.synthetic(COMMA, ",");
            feed.operandEnds(false);
            feed.feedEmptySelectList();
        }
    }

    private void bracket() {
        if (feed.endsOperand()) {
            feed.open(LBRACKET, new Frame(Frame.Kind.SUBSCRIPT, false));
            return;
        }
        if (!sql.isKeyword(feed.position() - 1, "ARRAY")) {
            feed.synthetic(ARRAY, "array");
        }
        feed.open(LBRACKET, new Frame(Frame.Kind.ARRAY, false));
    }

    private void slice() {
        if (feed.frame().kind != Frame.Kind.SUBSCRIPT) {
            throw NotUnderstood.at(sql, feed.position(), "Not understood");
        }
        if (!feed.endsOperand()) {
            feed.synthetic(IDENTIFIER, ABSENT);
        }
        feed.operator(operators.slice(feed.position()));
        if (sql.isSymbol(feed.position(), "]")) {
            feed.synthetic(IDENTIFIER, ABSENT);
        }
    }

    private void word() {
        if (sql.isSymbol(feed.position() - 1, ".") || isLabel()) {
            feed.operand(IDENTIFIER, "i", 1);
            return;
        }
        String word = around.upper(feed.position());
        if (!clauses.feed(word) && !expressions.feed(word)) {
            nameOrTypedLiteral();
        }
    }

    /** Any word may follow AS as the label of a column or the alias of a table. */
    private boolean isLabel() {
        return sql.isKeyword(feed.position() - 1, "AS")
                && feed.frame().kind != Frame.Kind.CAST
                && !sql.areKeywords(feed.position(), "NOT", "MATERIALIZED")
                && !(sql.isKeyword(feed.position(), "MATERIALIZED") && sql.isSymbol(feed.position() + 1, "("));
    }

    private void nameOrTypedLiteral() {
        if (feed.frame().kind == Frame.Kind.CAST && sql.isKeyword(feed.position() - 1, "AS")) {
            typeOfCast();
            return;
        }
        int literal = feed.endsOperand() ? -1 : around.typedLiteralEnd(feed.position(), feed.end());
        if (literal > 0) {
            feed.operand(QUOTED_STRING, "''", literal - feed.position());
            return;
        }
        refuseReserved();
        feed.operand(IDENTIFIER, "i", 1);
    }

    private void typeOfCast() {
        int typeEnd = types.end(feed.position());
        if (typeEnd < 0) {
            throw NotUnderstood.at(sql, feed.position(), "A type name is expected");
        }
        feed.operand(IDENTIFIER, "i", typeEnd - feed.position());
    }

    private void refuseReserved() {
        if (sql.kind(feed.position()) != TokenKind.WORD) {
            return;
        }
        String upper = around.upper(feed.position());
        boolean function = sql.isSymbol(feed.position() + 1, "(") && (upper.equals("LEFT") || upper.equals("RIGHT"));
        if (ReservedWords.contains(upper) && !ReservedWords.isNiladic(upper) && !function) {
            throw NotUnderstood.at(sql, feed.position(), "A reserved word stands where a name is expected");
        }
    }
}
