package io.kintsugi.router.syntax;

import io.kintsugi.router.lexer.TokenSpan;
import java.util.List;
import java.util.Optional;

/** TABLESAMPLE method (arguments) REPEATABLE (seed). */
public record TableSample(
        QualifiedName method, List<Expression> arguments, Optional<Expression> repeatable, TokenSpan span)
        implements SyntaxNode {
    public TableSample {
        arguments = List.copyOf(arguments);
    }

    @Override
    public List<SyntaxNode> children() {
        return new Children().add(method).addAll(arguments).addIf(repeatable).inTextOrder();
    }
}
