package io.kintsugi.router.internal.calcite;

import static io.kintsugi.router.internal.calcite.grammar.GeneratedSqlParserConstants.*;

import io.kintsugi.router.lexer.LexedSql;
import java.util.ArrayDeque;
import java.util.Deque;

/** Where the feed stands in our tokens, at which depth, and what it has fed so far. Confined to one statement. */
final class FeedCursor {
    private final LexedSql sql;
    private final int[] matches;
    private final FedTokens fed;
    private final Surroundings around;
    private final Deque<Frame> frames = new ArrayDeque<>();
    private final int end;
    private int position;
    /** True when the last fed token ends an operand: what follows is infix, postfix or an alias. */
    private boolean operand;

    FeedCursor(FedTokens fed, int[] matches, Surroundings around, int first, int end) {
        this.sql = fed.sql();
        this.matches = matches;
        this.fed = fed;
        this.around = around;
        this.position = first;
        this.end = end;
        frames.push(new Frame(Frame.Kind.TOP, true));
    }

    int position() {
        return position;
    }

    int end() {
        return end;
    }

    boolean isAtEnd() {
        return position >= end;
    }

    boolean endsOperand() {
        return operand;
    }

    void operandEnds(boolean ends) {
        operand = ends;
    }

    /** Whether a frame around this place has this clause. */
    boolean isWithin(Frame.Clause clause) {
        return frames.stream().anyMatch(frame -> frame.clause == clause);
    }

    void operand(int kind, String image, int size) {
        feed(kind, image, size);
        operand = true;
    }

    void keyword(int kind) {
        keyword(kind, 1);
    }

    void keyword(int kind, int size) {
        feed(kind, "k", size);
        operand = false;
    }

    boolean fedIf(boolean condition, int kind) {
        if (condition) {
            keyword(kind);
        }
        return condition;
    }

    void feed(int kind, String image, int size) {
        fed.add(kind, image, position, position + size);
        position += size;
    }

    /** A fed token that stands for none of ours. */
    void synthetic(int kind, String image) {
        fed.add(kind, image, position, position);
    }

    void drop(int size) {
        position += size;
    }

    void operator(FedTokens.Operator operator) {
        fed.operator(position, operator);
        int size = operator.end() - position;
        switch (operator.placement()) {
            case INFIX -> feed(FED_INFIX, operator.level().name(), size);
            case POSTFIX -> feed(FED_POSTFIX, operator.level().name(), size);
            case PREFIX -> feed(FED_PREFIX, operator.level().name(), size);
        }
        operand = operator.placement() == FedTokens.Placement.POSTFIX;
    }

    void open(int kind, Frame frame) {
        frames.push(frame);
        feed(kind, "(", 1);
        operand = false;
    }

    Frame frame() {
        Frame frame = frames.peek();
        if (frame == null) {
            throw NotUnderstood.at(sql, position, "A parenthesis closes nothing");
        }
        return frame;
    }

    /** A word that separates arguments is fed as a comma, or not at all at the beginning of the list. */
    void separator() {
        boolean leading = sql.isSymbol(position - 1, "(") || around.isTrimSide(position - 1);
        if (leading) {
            drop(1);
            return;
        }
        keyword(COMMA);
    }

    /** Where a select list is empty, a name stands for it. */
    void feedEmptySelectList() {
        if (isAtEnd() || around.endsSelectList(position)) {
            synthetic(IDENTIFIER, TokenFeed.NOTHING);
            operand = true;
        }
    }

    /** Ends the innermost frame. */
    Frame closed() {
        Frame closed = frames.pop();
        frame();
        return closed;
    }

    /** Leaves out one token, or all up to the parenthesis that closes what it opens. */
    void dropWhole() {
        position = matches[position] > position ? matches[position] + 1 : position + 1;
    }
}
