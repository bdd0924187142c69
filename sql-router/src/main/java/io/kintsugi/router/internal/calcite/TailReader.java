package io.kintsugi.router.internal.calcite;

import io.kintsugi.router.lexer.LexedSql;
import io.kintsugi.router.lexer.TokenSpan;
import io.kintsugi.router.syntax.Expression;
import io.kintsugi.router.syntax.Literal;
import io.kintsugi.router.syntax.LiteralKind;
import io.kintsugi.router.syntax.LockClause;
import io.kintsugi.router.syntax.LockStrength;
import io.kintsugi.router.syntax.OrderItem;
import io.kintsugi.router.syntax.QualifiedName;
import io.kintsugi.router.syntax.Query;
import io.kintsugi.router.syntax.QueryBody;
import io.kintsugi.router.syntax.WaitPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads what closes a query: LIMIT, OFFSET, FETCH FIRST and locks, in every order PostgreSQL allows. The generated
 * parser never sees these tokens, except the expressions in them.
 */
final class TailReader {
    private final Readers readers;
    private final TokenCursor cursor;
    private final LexedSql sql;

    TailReader(Readers readers) {
        this.readers = readers;
        this.cursor = readers.cursor;
        this.sql = readers.cursor.sql();
    }

    /** The clauses found so far. */
    private static final class Clauses {
        @Nullable
        Expression limit;

        @Nullable
        Expression offset;

        boolean limited;
        boolean withTies;
        final List<LockClause> locks = new ArrayList<>();
    }

    Query query(int first, QueryReader.With with, QueryBody body, List<OrderItem> orderBy) {
        Clauses clauses = new Clauses();
        while (clause(clauses)) {
            // Each turn reads one clause.
        }
        return new Query(
                with.tables(),
                with.recursive(),
                body,
                orderBy,
                Optional.ofNullable(clauses.limit),
                Optional.ofNullable(clauses.offset),
                clauses.withTies,
                clauses.locks,
                cursor.from(first));
    }

    private boolean clause(Clauses clauses) {
        if (cursor.isWord("LIMIT") && !clauses.limited) {
            limit(clauses);
        } else if (cursor.isWord("OFFSET") && clauses.offset == null) {
            offset(clauses);
        } else if (cursor.isWord("FETCH") && !clauses.limited) {
            fetch(clauses);
        } else if (cursor.isWord("FOR")) {
            clauses.locks.add(lock());
        } else {
            return false;
        }
        return true;
    }

    private void limit(Clauses clauses) {
        cursor.words("LIMIT");
        clauses.limited = true;
        if (!cursor.takeWord("ALL")) {
            clauses.limit = expression();
        }
    }

    private void offset(Clauses clauses) {
        cursor.words("OFFSET");
        clauses.offset = expression();
        rows();
    }

    private boolean rows() {
        return cursor.takeWord("ROW") || cursor.takeWord("ROWS");
    }

    private void fetch(Clauses clauses) {
        cursor.words("FETCH");
        clauses.limited = true;
        if (!cursor.takeWord("FIRST")) {
            cursor.words("NEXT");
        }
        clauses.limit = cursor.isWord("ROW") || cursor.isWord("ROWS") ? one() : expression();
        if (!rows()) {
            throw cursor.failure();
        }
        if (!cursor.takeWord("ONLY")) {
            cursor.words("WITH", "TIES");
            clauses.withTies = true;
        }
    }

    /** The number that is left out: a constant without a token, right before ROW. */
    private Expression one() {
        int place = cursor.position();
        return new Literal(LiteralKind.NUMBER, false, place, Optional.empty(), new TokenSpan(place, place));
    }

    private Expression expression() {
        int end = expressionEnd();
        Expression expression = readers.grammar.expression(cursor.position(), end);
        cursor.moveTo(end);
        return expression;
    }

    private int expressionEnd() {
        int end = cursor.position();
        while (end < sql.count() && !endsExpression(end)) {
            end = cursor.matches()[end] > end ? cursor.matches()[end] + 1 : end + 1;
        }
        if (end == cursor.position()) {
            throw cursor.failure("A number of rows is expected");
        }
        return end;
    }

    private boolean endsExpression(int at) {
        return sql.isSymbol(at, ")")
                || sql.isSymbol(at, ",")
                || sql.isSymbol(at, ";")
                || sql.isKeyword(at, "LIMIT")
                || sql.isKeyword(at, "OFFSET")
                || sql.isKeyword(at, "FETCH")
                || sql.isKeyword(at, "FOR")
                || sql.isKeyword(at, "ROW")
                || sql.isKeyword(at, "ROWS")
                || sql.isKeyword(at, "RETURNING")
                || sql.areKeywords(at, "ON", "CONFLICT");
    }

    private LockClause lock() {
        int first = cursor.position();
        cursor.words("FOR");
        LockStrength strength = strength();
        List<QualifiedName> tables = new ArrayList<>();
        if (cursor.takeWord("OF")) {
            do {
                tables.add(tableName());
            } while (cursor.takeSymbol(","));
        }
        return new LockClause(strength, tables, waitPolicy(), cursor.from(first));
    }

    private QualifiedName tableName() {
        int parts = 1;
        while (sql.isSymbol(cursor.position() + parts * 2 - 1, ".")) {
            parts++;
        }
        return cursor.name(parts);
    }

    private LockStrength strength() {
        if (cursor.takeWord("UPDATE")) {
            return LockStrength.UPDATE;
        }
        if (cursor.takeWords("NO", "KEY", "UPDATE")) {
            return LockStrength.NO_KEY_UPDATE;
        }
        if (cursor.takeWord("SHARE")) {
            return LockStrength.SHARE;
        }
        cursor.words("KEY", "SHARE");
        return LockStrength.KEY_SHARE;
    }

    private WaitPolicy waitPolicy() {
        if (cursor.takeWord("NOWAIT")) {
            return WaitPolicy.NO_WAIT;
        }
        return cursor.takeWords("SKIP", "LOCKED") ? WaitPolicy.SKIP_LOCKED : WaitPolicy.WAIT;
    }
}
