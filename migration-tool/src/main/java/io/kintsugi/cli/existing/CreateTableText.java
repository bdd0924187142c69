package io.kintsugi.cli.existing;

import io.kintsugi.router.lexer.LexedSql;
import io.kintsugi.router.lexer.TokenKind;
import java.util.ArrayList;
import java.util.List;

/**
 * What SHOW CREATE TABLE of MySQL printed, taken apart by its tokens: comments, defaults and partitions may hold
 * commas, parentheses and line breaks. Immutable.
 */
final class CreateTableText {
    private static final String AUTO_INCREMENT = "AUTO_INCREMENT";

    /**
     * A column, key or constraint.
     *
     * @param first its first token
     * @param end the token after it
     */
    private record Item(int first, int end) {}

    private final LexedSql sql;
    private final List<Item> items = new ArrayList<>();
    /** The parenthesis behind the last item. */
    private final int close;

    CreateTableText(LexedSql sql) {
        this.sql = sql;
        this.close = findItems();
    }

    private int findItems() {
        int depth = 0;
        int first = 0;
        for (int i = 0; i < sql.count(); i++) {
            if (sql.isSymbol(i, "(")) {
                depth++;
                first = depth == 1 ? i + 1 : first;
            } else if (depth == 1 && (sql.isSymbol(i, ",") || sql.isSymbol(i, ")"))) {
                items.add(new Item(first, i));
                first = i + 1;
            }
            depth -= sql.isSymbol(i, ")") ? 1 : 0;
            if (depth == 0 && !items.isEmpty()) {
                return i;
            }
        }
        throw new IllegalStateException("SHOW CREATE TABLE printed: " + sql.sql());
    }

    private boolean isColumn(Item item) {
        return sql.kind(item.first()) == TokenKind.QUOTED_IDENTIFIER;
    }

    /** The columns as they are written, none of them counting. */
    List<String> columns() {
        return items.stream().filter(this::isColumn).map(this::withoutCounting).toList();
    }

    /** The columns that count up, in full. */
    List<String> countedColumns() {
        return items.stream()
                .filter(item -> isColumn(item) && countingWord(item) >= 0)
                .map(this::text)
                .toList();
    }

    /** Keys, CHECKs and foreign keys. */
    List<String> constraints() {
        return items.stream().filter(item -> !isColumn(item)).map(this::text).toList();
    }

    /** What follows the columns, partitions included; without the number that counting has reached. */
    String options() {
        String options = sql.sql().substring(sql.end(close));
        for (int i = close + 1; i < sql.count(); i++) {
            if (sql.isKeyword(i, AUTO_INCREMENT) && sql.isSymbol(i + 1, "=")) {
                return (sql.sql().substring(sql.end(close), sql.start(i))
                                + sql.sql().substring(sql.end(i + 2)))
                        .strip();
            }
        }
        return options.strip();
    }

    /** Up to the comma: a conditional comment at the end must keep its end. */
    private String text(Item item) {
        return sql.sql()
                .substring(sql.start(item.first()), sql.start(item.end()))
                .strip();
    }

    private String withoutCounting(Item item) {
        int word = countingWord(item);
        if (word < 0) {
            return text(item);
        }
        String before = sql.sql().substring(sql.start(item.first()), sql.start(word));
        return (before.strip() + sql.sql().substring(sql.end(word), sql.start(item.end()))).strip();
    }

    private int countingWord(Item item) {
        for (int i = item.first(); i < item.end(); i++) {
            if (sql.isKeyword(i, AUTO_INCREMENT)) {
                return i;
            }
        }
        return -1;
    }
}
