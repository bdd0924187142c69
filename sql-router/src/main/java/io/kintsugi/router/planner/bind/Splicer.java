package io.kintsugi.router.planner.bind;

import io.kintsugi.errors.ErrorCode;
import io.kintsugi.router.lexer.LexedSql;
import io.kintsugi.router.lexer.ParameterStyle;
import io.kintsugi.router.lexer.TokenKind;
import io.kintsugi.router.plan.ShardId;
import io.kintsugi.router.plan.ShardSql;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Splices edits into the original text and keeps count of the parameters that remain. Everything not edited stays as
 * written, comments and spacing included: unparsing a tree would change meanings. Confined to one call.
 */
public final class Splicer {
    private final LexedSql sql;
    private final StringBuilder out;
    private final List<Integer> parameters = new ArrayList<>();

    private Splicer(LexedSql sql) {
        this.sql = sql;
        this.out = new StringBuilder(sql.sql().length() + 64);
    }

    /** The edited text for one shard. Edits must not overlap; insertions at one place keep their order. */
    public static ShardSql splice(ShardId shard, BoundText text, List<Edit> edits) {
        refuseConditionalCode(text);
        Splicer splicer = new Splicer(text.sql());
        splicer.run(edits.stream().sorted(Comparator.comparingInt(Edit::first)).toList());
        return new ShardSql(shard, splicer.out.toString(), splicer.parameters);
    }

    /** Tokens inside a versioned comment of MySQL must not be parted from its end. */
    private static void refuseConditionalCode(BoundText text) {
        if (text.sql().hasConditionalCode()) {
            throw new Refusal(
                            ErrorCode.UNSUPPORTED_STATEMENT,
                            "A statement with code in a comment cannot be changed for several shards",
                            "Write the code without the comment around it.",
                            Refusal.NOWHERE)
                    .in(text);
        }
    }

    private void run(List<Edit> edits) {
        int token = 0;
        int offset = 0;
        for (Edit edit : edits) {
            if (edit.first() < token) {
                throw new IllegalStateException("edits overlap at token " + edit.first());
            }
            offset = copyTo(token, edit.first(), offset);
            edit.pieces().forEach(this::append);
            token = edit.end();
            offset = edit.end() > edit.first() ? sql.end(edit.end() - 1) : offset;
        }
        copyTo(token, sql.count(), offset);
        out.append(
                sql.sql(),
                Math.max(offset, sql.count() == 0 ? 0 : sql.end(sql.count() - 1)),
                sql.sql().length());
    }

    /** Copies the tokens and what stands before each, up to the beginning of token {@code end}. */
    private int copyTo(int first, int end, int offset) {
        int from = offset;
        for (int i = first; i < end; i++) {
            if (sql.kind(i) == TokenKind.PARAMETER) {
                out.append(sql.sql(), from, sql.start(i));
                parameter(i);
                from = sql.end(i);
            }
        }
        int to = end < sql.count() ? sql.start(end) : lastEnd(from);
        out.append(sql.sql(), from, to);
        return to;
    }

    private int lastEnd(int least) {
        return sql.count() == 0 ? least : Math.max(least, sql.end(sql.count() - 1));
    }

    private void append(Piece piece) {
        if (piece instanceof Piece.Text text) {
            out.append(text.text());
        } else if (piece instanceof Piece.Given given) {
            placeholder(-given.column(), sql.parameterStyle() != ParameterStyle.NUMBERED);
        } else if (piece instanceof Piece.Copy copy && copy.first() < copy.end()) {
            int end = sql.end(copy.end() - 1);
            int from = sql.start(copy.first());
            for (int i = copy.first(); i < copy.end(); i++) {
                if (sql.kind(i) == TokenKind.PARAMETER) {
                    out.append(sql.sql(), from, sql.start(i));
                    parameter(i);
                    from = sql.end(i);
                }
            }
            out.append(sql.sql(), from, end);
        }
    }

    /** A question mark takes the next place; numbered parameters are numbered anew, for some may have been cut out. */
    private void parameter(int ordinal) {
        placeholder(sql.parameterNumber(ordinal), sql.sql().charAt(sql.start(ordinal)) == '?');
    }

    private void placeholder(int number, boolean questionMark) {
        if (questionMark) {
            parameters.add(number);
            out.append('?');
            return;
        }
        int index = parameters.indexOf(number);
        if (index < 0) {
            parameters.add(number);
            index = parameters.size() - 1;
        }
        out.append('$').append(index + 1);
    }
}
