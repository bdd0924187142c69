package io.kintsugi.router.syntax;

/** Where the rows of an INSERT come from. */
public sealed interface InsertSource extends SyntaxNode
        permits InsertValues, InsertQuery, InsertDefaults, InsertAssignments {
    /** Calls the method of the visitor that fits this kind. */
    <R> R accept(Visitor<R> visitor);

    /** One method for each kind; exhaustive by construction. */
    interface Visitor<R> {
        R visit(InsertValues node);

        R visit(InsertQuery node);

        R visit(InsertDefaults node);

        R visit(InsertAssignments node);
    }
}
