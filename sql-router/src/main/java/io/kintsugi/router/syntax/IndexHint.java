package io.kintsugi.router.syntax;

import io.kintsugi.router.lexer.TokenSpan;
import java.util.List;

/** USE, FORCE or IGNORE INDEX behind a table of MySQL; it may change the speed, never the rows. */
public record IndexHint(Kind kind, List<Identifier> indexes, TokenSpan span) implements SyntaxNode {
    /** What the optimizer is told. */
    public enum Kind {
        USE,
        FORCE,
        IGNORE
    }

    public IndexHint {
        indexes = List.copyOf(indexes);
    }

    @Override
    public List<SyntaxNode> children() {
        return List.copyOf(indexes);
    }
}
