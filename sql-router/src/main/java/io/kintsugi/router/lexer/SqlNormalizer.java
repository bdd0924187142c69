package io.kintsugi.router.lexer;

import io.kintsugi.topology.Dialect;
import java.util.Arrays;

/**
 * Makes plan-cache keys. Literals are lifted out of the key only where their value cannot change the shape of a plan:
 * in WHERE, ON, VALUES, SET, LIMIT, OFFSET and FETCH. In select lists, GROUP BY, ORDER BY and HAVING they stay, since
 * there they may be ordinals, labels, or what makes two expressions equal. A lifted literal leaves its kind: integer
 * of four or eight bytes, other number, string, bit string; its sign is a token of its own and stays. In MySQL the text
 * of a select list stays as it is, for it names the columns, and so do the letters of words, for they name tables.
 * Confined to one text.
 */
public final class SqlNormalizer {
    /** Begins a marker; no text can hold it outside quotes, which markers never stand in. */
    private static final char MARK = '\u0001';

    private final LexedSql sql;
    private final boolean mySql;
    private final StringBuilder key;
    private int[] literals = new int[8];
    private int literalCount;
    private int[] lists = new int[3];
    private int listNumbers;
    /** Whether literals are lifted, one bit for each depth of parentheses; the deepest is bit 0. */
    private long lifting;

    private SqlNormalizer(LexedSql sql) {
        this.sql = sql;
        this.mySql = sql.dialect() == Dialect.MYSQL;
        this.key = new StringBuilder(sql.sql().length() + 16);
    }

    /** The key of a text, with the places of what it leaves out. */
    public static NormalizedSql normalize(LexedSql sql) {
        return new SqlNormalizer(sql).run();
    }

    private NormalizedSql run() {
        for (RoutingHint hint : sql.hints()) {
            key.append("/*").append(hint.text()).append("*/ ");
        }
        if (sql.hasConditionalCode()) {
            // What stands inside a comment shares its key with nothing: an edit must not cut the comment.
            key.append(MARK).append(sql.sql());
            return new NormalizedSql(key.toString(), new int[0], new int[0]);
        }
        int i = 0;
        while (i < sql.count()) {
            i = token(i);
        }
        return new NormalizedSql(
                key.toString(), Arrays.copyOf(literals, literalCount), Arrays.copyOf(lists, listNumbers));
    }

    /** Adds a token, or a whole list, and returns the ordinal after it. */
    private int token(int i) {
        switch (sql.kind(i)) {
            case WORD -> {
                return word(i);
            }
            case STRING, NUMBER -> literal(i);
            case PARAMETER -> parameter(i);
            case PUNCTUATION -> punctuation(i);
            case QUOTED_IDENTIFIER, VARIABLE, OPERATOR, END -> verbatim(i);
        }
        return i + 1;
    }

    private void verbatim(int i) {
        key.append(sql.sql(), sql.start(i), sql.end(i)).append(' ');
    }

    private void punctuation(int i) {
        if (sql.isSymbol(i, "(")) {
            lifting = lifting << 1 | lifting & 1;
        } else if (sql.isSymbol(i, ")")) {
            lifting >>= 1;
        }
        verbatim(i);
    }

    private int word(int i) {
        if (mySql) {
            verbatim(i);
            if (sql.isKeyword(i, "SELECT")) {
                lifting &= ~1L;
                return selectList(i + 1);
            }
        } else {
            lowerCase(i);
        }
        char first = AsciiCase.lower(sql.sql().charAt(sql.start(i)));
        if ("swovlfghrid".indexOf(first) >= 0) {
            clause(i);
        }
        if (first == 'i' && isLifting() && sql.isKeyword(i, "IN") && sql.isSymbol(i + 1, "(")) {
            return inList(i + 1);
        }
        return first == 'v' && sql.isKeyword(i, "VALUES") ? valuesRows(i + 1) : i + 1;
    }

    private void lowerCase(int i) {
        for (int at = sql.start(i); at < sql.end(i); at++) {
            key.append(AsciiCase.lower(sql.sql().charAt(at)));
        }
        key.append(' ');
    }

    /** Adds the text of a select list of MySQL as it is; returns the ordinal after it. */
    private int selectList(int first) {
        int end = MySqlSelectList.end(sql, first);
        if (first < end) {
            key.append(sql.sql(), sql.start(first), sql.end(end - 1)).append(' ');
        }
        return end;
    }

    private void clause(int i) {
        if (sql.isSymbol(i - 1, ".")) {
            return;
        }
        if (opensLifting(i)) {
            lifting |= 1;
        } else if (closesLifting(i)) {
            lifting &= ~1L;
        }
    }

    private boolean opensLifting(int i) {
        return sql.isKeyword(i, "WHERE")
                || sql.isKeyword(i, "ON")
                || sql.isKeyword(i, "VALUES")
                || sql.isKeyword(i, "SET")
                || sql.isKeyword(i, "LIMIT")
                // In MySQL these may be columns, as in ORDER BY offset, 2.
                || (!mySql && (sql.isKeyword(i, "OFFSET") || sql.isKeyword(i, "FETCH")));
    }

    private boolean closesLifting(int i) {
        return sql.isKeyword(i, "SELECT")
                || sql.isKeyword(i, "FROM")
                || sql.isKeyword(i, "GROUP")
                || sql.isKeyword(i, "HAVING")
                || sql.isKeyword(i, "ORDER")
                || sql.isKeyword(i, "WINDOW")
                || sql.isKeyword(i, "RETURNING")
                || sql.isKeyword(i, "DO")
                || (!mySql && sql.isKeyword(i, "INTERVAL"));
    }

    private boolean isLifting() {
        return (lifting & 1) != 0;
    }

    private void literal(int i) {
        if (!isLifting() || isPartOfType(i)) {
            verbatim(i);
            return;
        }
        key.append(MARK).append(kindOf(i)).append(' ');
        if (literalCount == literals.length) {
            literals = Arrays.copyOf(literals, literalCount * 2);
        }
        literals[literalCount++] = i;
    }

    /** True for the string of a typed literal and for the numbers of a type, such as {@code varchar(20)}. */
    private boolean isPartOfType(int i) {
        if (mySql && sql.isKeyword(i - 1, "INTERVAL")) {
            return true;
        }
        if (sql.kind(i) == TokenKind.STRING) {
            return isTypeBefore(i) || sql.isSymbol(i - 1, ")") || sql.isSymbol(i - 1, "]");
        }
        int open = i - 1;
        while (sql.isSymbol(open, ",") && sql.kind(open - 1) == TokenKind.NUMBER) {
            open -= 2;
        }
        boolean bounds = sql.isSymbol(open, "(") || sql.isSymbol(open, "[");
        return bounds && isTypeName(open - 1);
    }

    /** True when the word before is neither an operator nor the opening of a value. */
    private boolean isTypeBefore(int i) {
        if (sql.kind(i - 1) == TokenKind.QUOTED_IDENTIFIER) {
            return true;
        }
        return sql.kind(i - 1) == TokenKind.WORD && !isValueOpener(i - 1);
    }

    private boolean isValueOpener(int i) {
        return sql.isKeyword(i, "AND")
                || sql.isKeyword(i, "OR")
                || sql.isKeyword(i, "NOT")
                || sql.isKeyword(i, "LIKE")
                || sql.isKeyword(i, "ILIKE")
                || sql.isKeyword(i, "BETWEEN")
                || (mySql && (sql.isKeyword(i, "REGEXP") || sql.isKeyword(i, "RLIKE") || sql.isKeyword(i, "XOR")))
                || sql.isKeyword(i, "WHERE")
                || sql.isKeyword(i, "THEN")
                || sql.isKeyword(i, "ELSE")
                || sql.isKeyword(i, "LIMIT")
                || sql.isKeyword(i, "OFFSET");
    }

    private boolean isTypeName(int i) {
        if (sql.kind(i) != TokenKind.WORD && sql.kind(i) != TokenKind.QUOTED_IDENTIFIER) {
            return sql.isSymbol(i, "]") || sql.isSymbol(i, ")");
        }
        int before = i - 1;
        while (sql.isSymbol(before, ".") || sql.kind(before) == TokenKind.WORD && !sql.isKeyword(before, "AS")) {
            before--;
        }
        return sql.isSymbol(before, "::") || sql.isKeyword(before, "AS");
    }

    /** One letter for the kind of a literal. */
    private char kindOf(int i) {
        if (sql.kind(i) == TokenKind.NUMBER) {
            return mySql
                    ? NumberKinds.ofMySql(sql.sql(), sql.start(i), sql.end(i))
                    : NumberKinds.of(sql.sql(), sql.start(i), sql.end(i));
        }
        return switch (sql.stringForm(i)) {
            case BIT -> 'b';
            case HEX -> 'x';
            case PLAIN, BACKSLASH -> isNational(i) ? 'm' : 's';
            case ESCAPE, UNICODE, DOLLAR, NATIONAL -> 's';
        };
    }

    /** {@code N'…'} of MySQL is of another character set. */
    private boolean isNational(int i) {
        char c = sql.sql().charAt(sql.start(i));
        return c == 'N' || c == 'n';
    }

    /** A question mark keeps no number, since lists before it may differ in length; {@code $n} keeps its own. */
    private void parameter(int i) {
        if (mySql || sql.parameterStyle() == ParameterStyle.QUESTION_MARK) {
            key.append("? ");
            return;
        }
        key.append('$').append(sql.parameterNumber(i)).append(' ');
    }

    /** Collapses {@code (1, 2, 3)} when all members are literals of one kind, or all are parameters. */
    private int inList(int open) {
        char kind = memberKind(open + 1);
        int i = open + 1;
        int size = 0;
        while (kind != 0 && memberKind(i) == kind) {
            size++;
            i++;
            if (sql.isSymbol(i, ")")) {
                key.append('(').append(MARK).append(kind).append("* ");
                addList(open + 1, i, size);
                key.append(") ");
                return i + 1;
            }
            if (!sql.isSymbol(i, ",")) {
                break;
            }
            i++;
        }
        return open;
    }

    /** The kind of a constant or parameter that stands alone; 0 for everything else. */
    private char memberKind(int i) {
        return switch (sql.kind(i)) {
            case NUMBER, STRING -> kindOf(i);
            case PARAMETER -> '?';
            default -> 0;
        };
    }

    private void addList(int first, int end, int size) {
        if (listNumbers + 3 > lists.length) {
            lists = Arrays.copyOf(lists, lists.length * 2);
        }
        lists[listNumbers++] = first;
        lists[listNumbers++] = end;
        lists[listNumbers++] = size;
    }

    /** Collapses rows of equal arity and kinds; any expression in a row keeps all rows as they are. */
    private int valuesRows(int first) {
        int size = 0;
        int width = 0;
        int i = first;
        while (sql.isSymbol(i, "(")) {
            int end = rowEnd(i);
            boolean alike = end > 0 && (size == 0 || end - i == width && isSameRow(first, i, width));
            if (!alike) {
                return first;
            }
            width = end - i;
            size++;
            i = end;
            if (!sql.isSymbol(i, ",")) {
                rowKey(first, width);
                addList(first, i, size);
                return i;
            }
            i++;
        }
        return first;
    }

    /** The ordinal after a row of constants, parameters, NULL and DEFAULT; -1 for any other row. */
    private int rowEnd(int open) {
        int i = open + 1;
        while (rowKind(i) != 0) {
            i++;
            if (sql.isSymbol(i, ")")) {
                return i + 1;
            }
            if (!sql.isSymbol(i, ",")) {
                return -1;
            }
            i++;
        }
        return -1;
    }

    private char rowKind(int i) {
        if (sql.isKeyword(i, "NULL")) {
            return 'N';
        }
        if (sql.isKeyword(i, "DEFAULT")) {
            return 'D';
        }
        if (sql.isKeyword(i, "TRUE")) {
            return 'T';
        }
        return sql.isKeyword(i, "FALSE") ? 'F' : memberKind(i);
    }

    private boolean isSameRow(int first, int other, int width) {
        for (int i = 1; i < width - 1; i += 2) {
            if (rowKind(first + i) != rowKind(other + i)) {
                return false;
            }
        }
        return true;
    }

    private void rowKey(int first, int width) {
        key.append('(');
        for (int i = 1; i < width - 1; i += 2) {
            key.append(MARK).append(rowKind(first + i));
        }
        key.append(")* ");
    }
}
