package io.kintsugi.router.planner.write;

import static java.util.Objects.requireNonNull;

import io.kintsugi.router.ParameterValues;
import io.kintsugi.router.plan.IdDemand;
import io.kintsugi.router.planner.bind.BoundText;
import io.kintsugi.router.planner.bind.Edit;
import io.kintsugi.router.planner.bind.Piece;
import io.kintsugi.router.planner.bind.RowLocator;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The rows of an INSERT … VALUES and the ids they take.
 *
 * @param columns what Kintsugi fills
 * @param header insertions for column list and OVERRIDING, in planned ordinals
 * @param splicedHeader the same for the columns that are not armed
 */
record InsertRows(RowLocator rows, List<GeneratedColumn> columns, List<Edit> header, List<Edit> splicedHeader) {
    private static final long[][] NO_IDS = {};

    InsertRows {
        requireNonNull(rows, "rows");
        columns = List.copyOf(columns);
        header = List.copyOf(header);
        splicedHeader = List.copyOf(splicedHeader);
    }

    /** The ids that this text needs: consecutive ones for each column. */
    List<IdDemand> demands(BoundText text) {
        if (columns.isEmpty()) {
            return List.of();
        }
        List<IdDemand> demands = new ArrayList<>();
        for (GeneratedColumn column : columns) {
            int count = filled(text, column, null);
            if (count > 0) {
                demands.add(new IdDemand(column.table(), column.name(), column.generator(), count));
            }
        }
        return demands;
    }

    private int filled(BoundText text, GeneratedColumn column, @Nullable ParameterValues parameters) {
        int total = rows.count(text);
        if (rows.collapsed() && !column.armed()) {
            return column.mayFill(0) ? total : 0;
        }
        int count = 0;
        for (int row = 0; row < total; row++) {
            count += fills(text, column, row, parameters) ? 1 : 0;
        }
        return count;
    }

    /**
     * Whether a row takes an id.
     *
     * @param parameters null while they are not known: then every row that may take one counts
     */
    boolean fills(BoundText text, GeneratedColumn column, int row, @Nullable ParameterValues parameters) {
        int pattern = rows.pattern(row);
        if (column.appended() || !column.armed()) {
            return column.mayFill(pattern);
        }
        OptionalInt token = column.values().get(pattern);
        return token.isPresent() && asks(text, column, row, token.getAsInt(), parameters);
    }

    private boolean asks(
            BoundText text, GeneratedColumn column, int row, int planned, @Nullable ParameterValues parameters) {
        AutoValue value = AutoValue.of(text, rows.ordinal(text, row, planned), parameters);
        if (value == AutoValue.UNPROVEN) {
            throw WriteRefusals.idUnproven(column.name(), planned).in(text);
        }
        return value == AutoValue.ASKS;
    }

    /** The id of each row and column; {@code ids} holds the first of each demand. */
    long[][] ids(BoundText text, ParameterValues parameters, List<Long> ids) {
        if (columns.isEmpty()) {
            return NO_IDS;
        }
        int total = rows.count(text);
        long[][] values = new long[columns.size()][total];
        int demand = 0;
        for (int c = 0; c < columns.size(); c++) {
            GeneratedColumn column = columns.get(c);
            if (filled(text, column, null) == 0) {
                continue;
            }
            long next = ids.get(demand);
            demand++;
            for (int row = 0; row < total; row++) {
                if (fills(text, column, row, parameters)) {
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

    /** Whether any id has to be written into the text even where all rows go to one shard. */
    boolean splices() {
        for (GeneratedColumn column : columns) {
            if (!column.armed()) {
                return true;
            }
        }
        return false;
    }

    /**
     * Whether some rows of an armed column take an id and others have one. Behind a given id the server goes on
     * counting from there, and not from the id it was told.
     */
    boolean mixesIds(BoundText text, ParameterValues parameters) {
        for (GeneratedColumn column : columns) {
            int filled = column.armed() && !column.appended() ? filled(text, column, parameters) : 0;
            if (filled > 0 && filled < rows.count(text)) {
                return true;
            }
        }
        return false;
    }

    /** The first id that the server must be told to take; empty where no row asks for one. */
    OptionalLong firstArmed(BoundText text, ParameterValues parameters, long[][] ids) {
        for (int c = 0; c < columns.size(); c++) {
            for (int row = 0; columns.get(c).armed() && row < rows.count(text); row++) {
                if (fills(text, columns.get(c), row, parameters)) {
                    return OptionalLong.of(ids[c][row]);
                }
            }
        }
        return OptionalLong.empty();
    }

    /** The ids of rows that ask a server for one, in statement order. */
    List<Long> armed(BoundText text, ParameterValues parameters, long[][] ids) {
        List<Long> armed = new ArrayList<>();
        for (int c = 0; c < columns.size(); c++) {
            for (int row = 0; columns.get(c).armed() && row < rows.count(text); row++) {
                if (fills(text, columns.get(c), row, parameters)) {
                    armed.add(ids[c][row]);
                }
            }
        }
        return armed;
    }

    /**
     * The edits that leave only these rows, in statement order, with their ids.
     *
     * @param together whether all rows stay in one statement, so that the ids of armed columns are not written
     */
    List<Edit> edits(
            BoundText text, ParameterValues parameters, List<Integer> selected, long[][] ids, boolean together) {
        List<Edit> edits = new ArrayList<>();
        for (Edit edit : together ? splicedHeader : header) {
            edits.add(new Edit(text.token(edit.first()), text.token(edit.end()), edit.pieces()));
        }
        List<Piece> pieces = new ArrayList<>();
        for (int row : selected) {
            if (!pieces.isEmpty()) {
                pieces.add(new Piece.Text(", "));
            }
            row(text, parameters, row, ids, together, pieces);
        }
        edits.add(new Edit(rows.first(text, 0), rows.end(text), pieces));
        return edits;
    }

    private void row(
            BoundText text, ParameterValues parameters, int row, long[][] ids, boolean together, List<Piece> into) {
        TreeMap<Integer, Long> replaced = new TreeMap<>();
        StringBuilder appended = new StringBuilder();
        for (int c = 0; c < columns.size(); c++) {
            GeneratedColumn column = columns.get(c);
            if (together && column.armed()) {
                continue;
            }
            if (column.appended()) {
                appended.append(", ").append(ids[c][row]);
            } else if (fills(text, column, row, parameters)) {
                int planned = column.values().get(rows.pattern(row)).orElseThrow();
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
