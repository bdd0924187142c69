package io.kintsugi.router.syntax;

/** A member of FROM. */
public sealed interface FromItem extends SyntaxNode permits TableReference, DerivedTable, FunctionTable, Join {
    /** Calls the method of the visitor that fits this kind. */
    <R> R accept(Visitor<R> visitor);

    /** One method for each kind; exhaustive by construction. */
    interface Visitor<R> {
        R visit(TableReference node);

        R visit(DerivedTable node);

        R visit(FunctionTable node);

        R visit(Join node);
    }
}
