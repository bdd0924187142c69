package io.kintsugi.router.syntax;

/** What a query computes, before ORDER BY and LIMIT. */
public sealed interface QueryBody extends SyntaxNode
        permits SelectBlock, SetOperation, ValuesRows, ExplicitTable, ParenthesizedQuery {
    /** Calls the method of the visitor that fits this kind. */
    <R> R accept(Visitor<R> visitor);

    /** One method for each kind; exhaustive by construction. */
    interface Visitor<R> {
        R visit(SelectBlock node);

        R visit(SetOperation node);

        R visit(ValuesRows node);

        R visit(ExplicitTable node);

        R visit(ParenthesizedQuery node);
    }
}
