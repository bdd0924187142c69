package io.kintsugi.router.internal.calcite;

import org.apache.calcite.sql.SqlNode;

/** The readers of one range of tokens; they share a cursor and call one another. Confined to one parse. */
final class Readers {
    final TokenCursor cursor;
    final FedTokens fed;
    final GrammarRun grammar;
    final ExpressionReader expressions;
    final OperatorReader operators;
    final FunctionReader functions;
    final QueryReader queries;
    final FromReader from;
    final TailReader tail;
    final ChangeReader changes;

    Readers(TokenCursor cursor, FedTokens fed, GrammarRun grammar) {
        this.cursor = cursor;
        this.fed = fed;
        this.grammar = grammar;
        this.expressions = new ExpressionReader(this);
        this.operators = new OperatorReader(this);
        this.functions = new FunctionReader(this);
        this.queries = new QueryReader(this);
        this.from = new FromReader(this);
        this.tail = new TailReader(this);
        this.changes = new ChangeReader(this);
    }

    /** The name the grammar gave to something our feed invented, or the empty string. */
    static String invented(SqlNode node) {
        String name = node instanceof org.apache.calcite.sql.SqlIdentifier identifier && identifier.isSimple()
                ? identifier.getSimple()
                : "";
        return name.startsWith("\u0001") ? name : "";
    }
}
