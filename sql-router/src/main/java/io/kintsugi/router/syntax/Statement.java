package io.kintsugi.router.syntax;

/** A whole statement of the query or data-changing kind. */
public sealed interface Statement extends SyntaxNode
        permits QueryStatement,
                InsertStatement,
                UpdateStatement,
                DeleteStatement,
                MergeStatement,
                MultiUpdateStatement,
                MultiDeleteStatement {
    /** Calls the method of the visitor that fits this kind. */
    <R> R accept(Visitor<R> visitor);

    /** One method for each kind; exhaustive by construction. */
    interface Visitor<R> {
        R visit(QueryStatement node);

        R visit(InsertStatement node);

        R visit(UpdateStatement node);

        R visit(DeleteStatement node);

        R visit(MergeStatement node);

        R visit(MultiUpdateStatement node);

        R visit(MultiDeleteStatement node);
    }
}
