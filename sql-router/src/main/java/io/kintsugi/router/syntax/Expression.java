package io.kintsugi.router.syntax;

/** A scalar expression. Parentheses around an expression leave no node; {@code span} excludes them. */
public sealed interface Expression extends SyntaxNode
        permits ColumnReference,
                Star,
                Literal,
                ParameterReference,
                Variable,
                Operation,
                Cast,
                Collation,
                FieldSelection,
                NamedArgument,
                FunctionCall,
                SubqueryExpression,
                DefaultValue {
    /** Calls the method of the visitor that fits this kind. */
    <R> R accept(Visitor<R> visitor);

    /** One method for each kind; exhaustive by construction. */
    interface Visitor<R> {
        R visit(ColumnReference node);

        R visit(Star node);

        R visit(Literal node);

        R visit(ParameterReference node);

        R visit(Variable node);

        R visit(Operation node);

        R visit(Cast node);

        R visit(Collation node);

        R visit(FieldSelection node);

        R visit(NamedArgument node);

        R visit(FunctionCall node);

        R visit(SubqueryExpression node);

        R visit(DefaultValue node);
    }
}
