package io.kintsugi.router.syntax;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Walks over every node under a node. */
public final class SyntaxWalker {
    private SyntaxWalker() {}

    /** Gives every node, the root first, in text order. */
    public static void walk(SyntaxNode root, Consumer<? super SyntaxNode> visitor) {
        walk(root, node -> true, visitor);
    }

    /** As {@link #walk}, but what lies under a node that {@code into} denies is left out; the node itself is given. */
    public static void walk(SyntaxNode root, Predicate<? super SyntaxNode> into, Consumer<? super SyntaxNode> visitor) {
        visitor.accept(root);
        if (!into.test(root)) {
            return;
        }
        for (SyntaxNode child : root.children()) {
            walk(child, into, visitor);
        }
    }

    /** Every node of a type, in text order. */
    public static <T extends SyntaxNode> List<T> find(SyntaxNode root, Class<T> type) {
        List<T> found = new ArrayList<>();
        walk(root, node -> {
            if (type.isInstance(node)) {
                found.add(type.cast(node));
            }
        });
        return found;
    }
}
