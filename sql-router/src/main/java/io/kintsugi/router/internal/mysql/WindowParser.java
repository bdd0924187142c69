package io.kintsugi.router.internal.mysql;

import io.kintsugi.router.syntax.Expression;
import io.kintsugi.router.syntax.Identifier;
import io.kintsugi.router.syntax.NamedWindow;
import io.kintsugi.router.syntax.OrderItem;
import io.kintsugi.router.syntax.WindowSpecification;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads OVER and WINDOW. */
final class WindowParser {
    private final Parsers parsers;
    private final Tokens tokens;

    WindowParser(Parsers parsers) {
        this.parsers = parsers;
        this.tokens = parsers.tokens;
    }

    /** What follows the word OVER. */
    WindowSpecification over() {
        int first = tokens.position();
        if (tokens.isSymbol("(")) {
            return specification();
        }
        Identifier name = tokens.foldedName();
        return new WindowSpecification(Optional.of(name), true, List.of(), List.of(), List.of(), tokens.from(first));
    }

    List<NamedWindow> named() {
        List<NamedWindow> windows = new ArrayList<>();
        do {
            int first = tokens.position();
            Identifier name = tokens.foldedName();
            tokens.expect("AS");
            windows.add(new NamedWindow(name, specification(), tokens.from(first)));
        } while (tokens.takeSymbol(","));
        return windows;
    }

    private WindowSpecification specification() {
        int first = tokens.position();
        tokens.expectSymbol("(");
        boolean based = tokens.isName() && !isFrame();
        Optional<Identifier> base = based ? Optional.of(tokens.foldedName()) : Optional.empty();
        List<Expression> partitionBy = tokens.take("PARTITION", "BY") ? parsers.expressions.list() : List.of();
        List<OrderItem> orderBy = parsers.queries.orderBy();
        List<Expression> bounds = isFrame() ? frame() : List.of();
        tokens.expectSymbol(")");
        return new WindowSpecification(base, false, partitionBy, orderBy, bounds, tokens.from(first));
    }

    private boolean isFrame() {
        return tokens.isWord("ROWS") || tokens.isWord("RANGE") || tokens.isWord("GROUPS");
    }

    private List<Expression> frame() {
        tokens.next();
        List<Expression> bounds = new ArrayList<>();
        if (!tokens.take("BETWEEN")) {
            bound(bounds);
            return bounds;
        }
        bound(bounds);
        tokens.expect("AND");
        bound(bounds);
        return bounds;
    }

    private void bound(List<Expression> bounds) {
        if (tokens.take("CURRENT", "ROW")) {
            return;
        }
        if (!tokens.take("UNBOUNDED")) {
            bounds.add(parsers.expressions.isInterval() ? parsers.expressions.interval() : parsers.expressions.bits());
        }
        if (!tokens.take("PRECEDING")) {
            tokens.expect("FOLLOWING");
        }
    }
}
