package io.kintsugi.router.syntax;

import io.kintsugi.router.lexer.TokenSpan;
import java.util.List;

/** A node of the syntax tree: immutable, with the exact tokens it was read from. */
public interface SyntaxNode {
    /** The tokens of this node, without parentheses around it. */
    TokenSpan span();

    /** Every node directly below, in text order: a walk over these reaches everything there is. */
    List<SyntaxNode> children();
}
