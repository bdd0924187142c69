package io.kintsugi.router.syntax;

import io.kintsugi.router.lexer.TokenSpan;
import java.util.List;
import java.util.Optional;

/** A name of one or more parts, outermost first. */
public record QualifiedName(List<Identifier> parts, TokenSpan span) implements SyntaxNode {
    public QualifiedName {
        parts = List.copyOf(parts);
    }

    /** The last part, folded. */
    public String name() {
        return parts.get(parts.size() - 1).name();
    }

    /** The part before the last, folded: the schema, when there is one. */
    public Optional<String> qualifier() {
        return parts.size() < 2
                ? Optional.empty()
                : Optional.of(parts.get(parts.size() - 2).name());
    }

    @Override
    public List<SyntaxNode> children() {
        return List.copyOf(parts);
    }
}
