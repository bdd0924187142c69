package io.kintsugi.router.planner.write;

import static java.util.Objects.requireNonNull;

import io.kintsugi.router.plan.IdDemand;
import io.kintsugi.router.planner.bind.BoundText;
import io.kintsugi.router.planner.bind.Edit;
import io.kintsugi.router.planner.bind.Piece;
import io.kintsugi.router.planner.bind.RowLocator;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The rows of an INSERT … VALUES and the ids they take.
 *
 * @param columns what Kintsugi fills
 * @param header insertions for column list and OVERRIDING, in planned ordinals
 */
record InsertRows(RowLocator rows, List<GeneratedColumn> columns, List<Edit> header) {
    InsertRows {
        requireNonNull(rows, "rows");
        columns = List.copyOf(columns);
        header = List.copyOf(header);
    }

    /** The ids that this text needs: consecutive ones for each column. */
    List<IdDemand> demands(BoundText text) {
        List<IdDemand> demands = new ArrayList<>();
        for (GeneratedColumn column : columns) {
            int count = filled(text, column);
            if (count > 0) {
                demands.add(new IdDemand(column.table(), column.name(), column.generator(), count));
            }
        }
        return demands;
    }

    private int filled(BoundText text, GeneratedColumn column) {
        int total = rows.count(text);
        if (rows.collapsed()) {
            return column.fills(0) ? total : 0;
        }
        int count = 0;
        for (int row = 0; row < total; row++) {
            count += column.fills(row) ? 1 : 0;
        }
        return count;
    }

    /** The id of each row and column; {@code ids} holds the first of each demand. */
    long[][] ids(BoundText text, List<Long> ids) {
        int total = rows.count(text);
        long[][] values = new long[columns.size()][total];
        int demand = 0;
        for (int c = 0; c < columns.size(); c++) {
            GeneratedColumn column = columns.get(c);
            if (filled(text, column) == 0) {
                continue;
            }
            long next = ids.get(demand);
            demand++;
            for (int row = 0; row < total; row++) {
                if (column.fills(rows.pattern(row))) {
                    values[c][row] = next;
                    next++;
                }
            }
        }
        return values;
    }

    boolean isEmpty() {
        return columns.isEmpty();
    }

    /** The edits that leave only these rows, in statement order, with their ids. */
    List<Edit> edits(BoundText text, List<Integer> selected, long[][] ids) {
        List<Edit> edits = new ArrayList<>();
        for (Edit edit : header) {
            edits.add(new Edit(text.token(edit.first()), text.token(edit.end()), edit.pieces()));
        }
        List<Piece> pieces = new ArrayList<>();
        for (int row : selected) {
            if (!pieces.isEmpty()) {
                pieces.add(new Piece.Text(", "));
            }
            row(text, row, ids, pieces);
        }
        edits.add(new Edit(rows.first(text, 0), rows.end(text), pieces));
        return edits;
    }

    private void row(BoundText text, int row, long[][] ids, List<Piece> into) {
        TreeMap<Integer, Long> replaced = new TreeMap<>();
        StringBuilder appended = new StringBuilder();
        for (int c = 0; c < columns.size(); c++) {
            GeneratedColumn column = columns.get(c);
            if (column.appended()) {
                appended.append(", ").append(ids[c][row]);
            } else if (column.fills(rows.pattern(row))) {
                int planned = column.defaults().get(rows.pattern(row)).orElseThrow();
                replaced.put(rows.ordinal(text, row, planned), ids[c][row]);
            }
        }
        int from = rows.first(text, row);
        for (Map.Entry<Integer, Long> entry : replaced.entrySet()) {
            into.add(new Piece.Copy(from, entry.getKey()));
            into.add(new Piece.Text(" " + entry.getValue()));
            from = entry.getKey() + 1;
        }
        int close = rows.end(text, row) - 1;
        if (appended.length() > 0) {
            into.add(new Piece.Copy(from, close));
            into.add(new Piece.Text(appended.toString()));
            from = close;
        }
        into.add(new Piece.Copy(from, close + 1));
    }
}
