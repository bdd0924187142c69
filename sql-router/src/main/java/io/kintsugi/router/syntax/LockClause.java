package io.kintsugi.router.syntax;

import io.kintsugi.router.lexer.TokenSpan;
import java.util.List;

/** FOR UPDATE and its kin. {@code of} is empty when every table is meant. */
public record LockClause(LockStrength strength, List<QualifiedName> of, WaitPolicy waitPolicy, TokenSpan span)
        implements SyntaxNode {
    public LockClause {
        of = List.copyOf(of);
    }

    @Override
    public List<SyntaxNode> children() {
        return List.copyOf(of);
    }
}
