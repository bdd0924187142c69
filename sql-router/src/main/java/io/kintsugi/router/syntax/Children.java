package io.kintsugi.router.syntax;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Collects the children of a node. Confined to the call that builds it. */
final class Children {
    private final List<SyntaxNode> nodes = new ArrayList<>();

    Children add(SyntaxNode node) {
        nodes.add(node);
        return this;
    }

    Children addAll(List<? extends SyntaxNode> more) {
        nodes.addAll(more);
        return this;
    }

    Children addIf(Optional<? extends SyntaxNode> node) {
        node.ifPresent(nodes::add);
        return this;
    }

    List<SyntaxNode> inTextOrder() {
        nodes.sort(Comparator.comparingInt(node -> node.span().first()));
        return List.copyOf(nodes);
    }
}
