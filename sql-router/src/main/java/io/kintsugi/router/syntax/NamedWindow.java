package io.kintsugi.router.syntax;

import io.kintsugi.router.lexer.TokenSpan;
import java.util.List;

/** WINDOW name AS (definition). */
public record NamedWindow(Identifier name, WindowSpecification specification, TokenSpan span) implements SyntaxNode {
    @Override
    public List<SyntaxNode> children() {
        return List.of(name, specification);
    }
}
