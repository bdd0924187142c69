package io.kintsugi.router.internal.mysql;

import io.kintsugi.router.lexer.TokenKind;
import io.kintsugi.router.lexer.TokenSpan;
import io.kintsugi.router.syntax.DerivedTable;
import io.kintsugi.router.syntax.Expression;
import io.kintsugi.router.syntax.FromItem;
import io.kintsugi.router.syntax.FunctionTable;
import io.kintsugi.router.syntax.Identifier;
import io.kintsugi.router.syntax.IndexHint;
import io.kintsugi.router.syntax.Join;
import io.kintsugi.router.syntax.JoinKind;
import io.kintsugi.router.syntax.QualifiedName;
import io.kintsugi.router.syntax.Query;
import io.kintsugi.router.syntax.TableReference;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads the tables of FROM, with joins as MySQL nests them. */
final class FromParser {
    private final Parsers parsers;
    private final Tokens tokens;
    /** Items that stood in parentheses: nothing is joined into their inside. */
    private final Set<FromItem> enclosed = Collections.newSetFromMap(new IdentityHashMap<>());

    FromParser(Parsers parsers) {
        this.parsers = parsers;
        this.tokens = parsers.tokens;
    }

    /** A table by its name alone. */
    static TableReference plain(QualifiedName name) {
        return new TableReference(
                name, Optional.empty(), List.of(), false, Optional.empty(), List.of(), List.of(), name.span());
    }

    List<FromItem> list() {
        List<FromItem> items = new ArrayList<>();
        do {
            items.add(joined());
        } while (tokens.takeSymbol(","));
        return items;
    }

    /** One table and all that is joined to it. */
    private FromItem joined() {
        int first = tokens.position();
        FromItem left = factor();
        while (true) {
            if (tokens.isWord("NATURAL")) {
                left = natural(first, left);
            } else if (tokens.isWord("LEFT") || tokens.isWord("RIGHT")) {
                left = outer(first, left);
            } else if (takeInner()) {
                left = inner(first, left);
            } else {
                return left;
            }
        }
    }

    private boolean takeInner() {
        return tokens.take("JOIN")
                || tokens.take("INNER", "JOIN")
                || tokens.take("CROSS", "JOIN")
                || tokens.take("STRAIGHT_JOIN");
    }

    private FromItem natural(int first, FromItem left) {
        tokens.expect("NATURAL");
        JoinKind kind = JoinKind.INNER;
        if (tokens.isWord("LEFT") || tokens.isWord("RIGHT")) {
            kind = side();
        } else {
            tokens.take("INNER");
            tokens.expect("JOIN");
        }
        FromItem right = factor();
        return new Join(kind, true, left, right, Optional.empty(), List.of(), tokens.from(first));
    }

    private JoinKind side() {
        JoinKind kind = tokens.take("LEFT") ? JoinKind.LEFT : JoinKind.RIGHT;
        if (kind == JoinKind.RIGHT) {
            tokens.expect("RIGHT");
        }
        tokens.take("OUTER");
        tokens.expect("JOIN");
        return kind;
    }

    private FromItem outer(int first, FromItem left) {
        JoinKind kind = side();
        FromItem right = joined();
        if (!hasCondition()) {
            throw tokens.failure("An outer join needs ON or USING");
        }
        return conditional(first, kind, left, right);
    }

    /**
     * {@code a JOIN b JOIN c ON x}: the condition is that of the join next to it, and a join left without one is made
     * first, with the leftmost table on its right.
     */
    private FromItem inner(int first, FromItem left) {
        FromItem right = joined();
        return hasCondition() ? conditional(first, JoinKind.INNER, left, right) : crossed(first, left, right);
    }

    private FromItem crossed(int first, FromItem left, FromItem right) {
        if (right instanceof Join join && !enclosed.contains(right)) {
            return new Join(
                    join.kind(),
                    join.natural(),
                    crossed(first, left, join.left()),
                    join.right(),
                    join.on(),
                    join.using(),
                    new TokenSpan(first, join.span().end()));
        }
        int end = enclosed.contains(right) ? enclosedEnd(right) : right.span().end();
        return new Join(JoinKind.CROSS, false, left, right, Optional.empty(), List.of(), new TokenSpan(first, end));
    }

    /** Behind the parentheses around an item. */
    private int enclosedEnd(FromItem item) {
        int end = item.span().end();
        int open = item.span().first() - 1;
        while (tokens.isSymbolAt(open, "(") && tokens.closing(open) == end && end < tokens.position()) {
            end++;
            open--;
        }
        return end;
    }

    private boolean hasCondition() {
        return tokens.isWord("ON") || tokens.isWord("USING");
    }

    private FromItem conditional(int first, JoinKind kind, FromItem left, FromItem right) {
        if (tokens.take("ON")) {
            Optional<Expression> on = Optional.of(parsers.expressions.expression());
            return new Join(kind, false, left, right, on, List.of(), tokens.from(first));
        }
        tokens.expect("USING");
        List<Identifier> using = tokens.foldedNames();
        return new Join(kind, false, left, right, Optional.empty(), using, tokens.from(first));
    }

    private FromItem factor() {
        int first = tokens.position();
        if (tokens.take("LATERAL")) {
            return derived(first, true);
        }
        if (tokens.isSymbol("(")) {
            return tokens.holdsQuery(first) ? derived(first, false) : parenthesized();
        }
        if (tokens.isWord("JSON_TABLE")) {
            return jsonTable(first);
        }
        return table();
    }

    /** Joined tables in parentheses; commas between them join as CROSS JOIN does. */
    private FromItem parenthesized() {
        tokens.expectSymbol("(");
        int first = tokens.position();
        FromItem item = joined();
        while (tokens.takeSymbol(",")) {
            FromItem right = joined();
            item = new Join(JoinKind.CROSS, false, item, right, Optional.empty(), List.of(), tokens.from(first));
        }
        tokens.expectSymbol(")");
        enclosed.add(item);
        return item;
    }

    private FromItem derived(int first, boolean lateral) {
        Query query = parsers.queries.parenthesized();
        Optional<Identifier> alias = alias();
        if (alias.isEmpty()) {
            throw tokens.failure("A derived table needs an alias");
        }
        List<Identifier> columns = tokens.isSymbol("(") ? tokens.foldedNames() : List.of();
        return new DerivedTable(query, lateral, alias, columns, tokens.from(first));
    }

    private Optional<Identifier> alias() {
        boolean as = tokens.take("AS");
        return as || tokens.isName() ? Optional.of(tokens.tableName()) : Optional.empty();
    }

    /** {@code name [PARTITION (a)] [[AS] alias] [index hints]}. */
    TableReference table() {
        int first = tokens.position();
        QualifiedName name = tokens.qualifiedTable();
        List<Identifier> partitions = tokens.take("PARTITION") ? tokens.foldedNames() : List.of();
        Optional<Identifier> alias = alias();
        List<IndexHint> hints = hints();
        return new TableReference(
                name, alias, List.of(), false, Optional.empty(), partitions, hints, tokens.from(first));
    }

    private List<IndexHint> hints() {
        List<IndexHint> hints = new ArrayList<>();
        while (isHint()) {
            hints.add(hint());
            if (tokens.isSymbol(",") && isHintAt(tokens.position() + 1)) {
                tokens.next();
            }
        }
        return hints;
    }

    private boolean isHint() {
        return isHintAt(tokens.position());
    }

    private boolean isHintAt(int at) {
        boolean word = tokens.isWordAt(at, "USE") || tokens.isWordAt(at, "FORCE") || tokens.isWordAt(at, "IGNORE");
        return word && (tokens.isWordAt(at + 1, "INDEX") || tokens.isWordAt(at + 1, "KEY"));
    }

    private IndexHint hint() {
        int first = tokens.position();
        IndexHint.Kind kind = IndexHint.Kind.valueOf(tokens.word());
        tokens.next();
        tokens.next();
        if (tokens.take("FOR") && !tokens.take("JOIN") && !tokens.take("ORDER", "BY")) {
            tokens.expect("GROUP", "BY");
        }
        List<Identifier> indexes = new ArrayList<>();
        tokens.expectSymbol("(");
        if (kind == IndexHint.Kind.USE && tokens.takeSymbol(")")) {
            return new IndexHint(kind, List.of(), tokens.from(first));
        }
        do {
            indexes.add(indexName());
        } while (tokens.more());
        return new IndexHint(kind, indexes, tokens.from(first));
    }

    private Identifier indexName() {
        int at = tokens.position();
        return tokens.take("PRIMARY") ? new Identifier("primary", false, tokens.from(at)) : tokens.foldedName();
    }

    private FromItem jsonTable(int first) {
        int word = tokens.next();
        Identifier name = new Identifier("json_table", false, tokens.from(word));
        tokens.expectSymbol("(");
        List<Expression> arguments = new ArrayList<>(List.of(parsers.expressions.expression()));
        tokens.expectSymbol(",");
        arguments.add(parsers.primaries.string());
        jsonColumns(arguments);
        tokens.expectSymbol(")");
        QualifiedName function = new QualifiedName(List.of(name), name.span());
        Expression call = FunctionParser.call(function, arguments, false, tokens.from(first));
        Optional<Identifier> alias = alias();
        if (alias.isEmpty()) {
            throw tokens.failure("A derived table needs an alias");
        }
        return new FunctionTable(call, false, false, alias, List.of(), tokens.from(first));
    }

    /** The paths and defaults among the columns become arguments; names and types are passed over. */
    private void jsonColumns(List<Expression> constants) {
        tokens.expect("COLUMNS");
        tokens.expectSymbol("(");
        do {
            jsonColumn(constants);
        } while (tokens.takeSymbol(","));
        tokens.expectSymbol(")");
    }

    private void jsonColumn(List<Expression> constants) {
        if (tokens.take("NESTED")) {
            tokens.take("PATH");
            constants.add(parsers.primaries.string());
            jsonColumns(constants);
            return;
        }
        tokens.foldedName();
        if (tokens.take("FOR", "ORDINALITY")) {
            return;
        }
        columnType(constants);
        if (!tokens.take("EXISTS", "PATH")) {
            tokens.expect("PATH");
        }
        constants.add(parsers.primaries.string());
        parsers.functions.onEmptyOrError(constants);
    }

    private void columnType(List<Expression> constants) {
        tokens.expect(TokenKind.WORD);
        while (!tokens.isWord("PATH") && !tokens.isWord("EXISTS")) {
            if (tokens.kind() == TokenKind.NUMBER) {
                constants.add(parsers.primaries.number());
            } else if (tokens.kind() == TokenKind.WORD
                    || tokens.isSymbol("(")
                    || tokens.isSymbol(")")
                    || tokens.isSymbol(",")) {
                tokens.next();
            } else {
                throw tokens.failure();
            }
        }
    }
}
