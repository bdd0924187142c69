package io.kintsugi.router.internal.calcite;

import io.kintsugi.router.internal.calcite.QueryReader.With;
import io.kintsugi.router.syntax.Assignment;
import io.kintsugi.router.syntax.Expression;
import io.kintsugi.router.syntax.FromItem;
import io.kintsugi.router.syntax.MergeStatement;
import io.kintsugi.router.syntax.SelectItem;
import io.kintsugi.router.syntax.Statement;
import io.kintsugi.router.syntax.TableReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.jspecify.annotations.Nullable;

/** Reads MERGE: every token is accounted for, of the WHEN clauses only the expressions are kept. */
final class MergeReader {
    private final Readers readers;
    private final TokenCursor cursor;

    MergeReader(Readers readers) {
        this.readers = readers;
        this.cursor = readers.cursor;
    }

    Statement merge(SqlCall node, int first, With with) {
        List<@Nullable SqlNode> parts = node.getOperandList();
        cursor.words("MERGE", "INTO");
        TableReference target = readers.changes.target(parts.get(0), parts.get(1));
        cursor.words("USING");
        List<FromItem> sources = readers.from.list(node.operand(2));
        Optional<Expression> on = readers.queries.clause(parts.get(3), "ON");
        if (sources.size() != 1 || on.isEmpty()) {
            throw cursor.failure();
        }
        int actions = cursor.position();
        List<Expression> contents = new ArrayList<>();
        for (SqlNode action : (SqlNodeList) node.operand(4)) {
            action((SqlCall) action, contents);
        }
        io.kintsugi.router.lexer.TokenSpan actionSpan = cursor.from(actions);
        List<SelectItem> returning = readers.changes.returning(parts.get(5));
        return new MergeStatement(
                with.tables(),
                with.recursive(),
                target,
                sources.get(0),
                on.get(),
                contents,
                actionSpan,
                returning,
                cursor.from(first));
    }

    private void action(SqlCall node, List<Expression> contents) {
        List<@Nullable SqlNode> parts = node.getOperandList();
        cursor.words("WHEN");
        cursor.takeWord("NOT");
        cursor.words("MATCHED");
        if (!cursor.takeWords("BY", "SOURCE")) {
            cursor.takeWords("BY", "TARGET");
        }
        readers.queries.clause(parts.get(0), "AND").ifPresent(contents::add);
        cursor.words("THEN");
        if (cursor.takeWords("DO", "NOTHING") || cursor.takeWord("DELETE")) {
            return;
        }
        if (parts.get(1) instanceof SqlNodeList assignments) {
            cursor.words("UPDATE", "SET");
            for (Assignment assignment : readers.changes.assignments(assignments)) {
                contents.add(assignment.value());
            }
            return;
        }
        insert(parts, contents);
    }

    private void insert(List<@Nullable SqlNode> parts, List<Expression> contents) {
        cursor.words("INSERT");
        readers.changes.columns(parts.get(2));
        readers.changes.overriding();
        if (cursor.takeWords("DEFAULT", "VALUES")) {
            return;
        }
        cursor.words("VALUES");
        if (!(parts.get(3) instanceof SqlCall row)) {
            throw cursor.failure();
        }
        contents.addAll(readers.queries.row(row).values());
    }
}
