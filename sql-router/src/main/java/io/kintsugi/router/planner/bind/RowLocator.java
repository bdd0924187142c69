package io.kintsugi.router.planner.bind;

import io.kintsugi.router.lexer.TokenSpan;
import java.util.List;

/**
 * Finds the rows of a VALUES list in any text of the plan's key. Where the list was collapsed into one pattern, all
 * rows look like the first and there may be any number of them.
 *
 * @param rows planned spans, parentheses included
 */
public record RowLocator(List<TokenSpan> rows, boolean collapsed) {
    public RowLocator {
        rows = List.copyOf(rows);
    }

    /** How many rows this text has. */
    public int count(BoundText text) {
        if (!collapsed) {
            return rows.size();
        }
        int tokens = end(text) - text.token(rows.get(0).first()) + 1;
        int stride = rows.get(0).size() + 1;
        if (tokens % stride != 0) {
            throw new IllegalStateException("rows of " + stride + " tokens do not fill " + tokens);
        }
        return tokens / stride;
    }

    /** The planned row that describes a row of the text. */
    public int pattern(int row) {
        return collapsed ? 0 : row;
    }

    /** First token, the opening parenthesis, of a row of the text. */
    public int first(BoundText text, int row) {
        return ordinal(text, row, rows.get(pattern(row)).first());
    }

    /** Token after the closing parenthesis of a row of the text. */
    public int end(BoundText text, int row) {
        return collapsed
                ? first(text, row) + rows.get(0).size()
                : text.token(rows.get(row).end());
    }

    /** Token after the last row of the text. */
    public int end(BoundText text) {
        return text.token(rows.get(rows.size() - 1).end());
    }

    /** Where a token of the planned row stands in a row of the text. */
    public int ordinal(BoundText text, int row, int planned) {
        if (!collapsed) {
            return text.token(planned);
        }
        int inRow = planned - rows.get(0).first();
        return text.token(rows.get(0).first()) + row * (rows.get(0).size() + 1) + inRow;
    }
}
