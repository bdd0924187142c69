package io.kintsugi.router.internal.calcite;

import io.kintsugi.router.lexer.TokenKind;
import io.kintsugi.router.syntax.DerivedTable;
import io.kintsugi.router.syntax.Expression;
import io.kintsugi.router.syntax.FromItem;
import io.kintsugi.router.syntax.FunctionTable;
import io.kintsugi.router.syntax.Identifier;
import io.kintsugi.router.syntax.Join;
import io.kintsugi.router.syntax.JoinKind;
import io.kintsugi.router.syntax.Literal;
import io.kintsugi.router.syntax.LiteralKind;
import io.kintsugi.router.syntax.QualifiedName;
import io.kintsugi.router.syntax.Query;
import io.kintsugi.router.syntax.TableReference;
import io.kintsugi.router.syntax.TableSample;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.sql.JoinConditionType;
import org.apache.calcite.sql.JoinType;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlJoin;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.jspecify.annotations.Nullable;

/** Reads FROM. */
final class FromReader {
    private final Readers readers;
    private final TokenCursor cursor;

    FromReader(Readers readers) {
        this.readers = readers;
        this.cursor = readers.cursor;
    }

    /**
     * The items between commas. The generated parser gives comma and JOIN one precedence; here a JOIN takes only the
     * item right before it, as in every database.
     */
    List<FromItem> list(SqlNode node) {
        if (!(node instanceof SqlJoin join) || cursor.encloses(node)) {
            return new ArrayList<>(List.of(item(node)));
        }
        List<FromItem> items = list(join.getLeft());
        if (join.getJoinType() == JoinType.COMMA) {
            cursor.symbol(",");
            items.add(item(join.getRight()));
            return items;
        }
        FromItem left = items.remove(items.size() - 1);
        items.add(join(left, join));
        return items;
    }

    private FromItem join(FromItem left, SqlJoin node) {
        boolean natural = cursor.takeWord("NATURAL");
        if (natural != node.isNatural()) {
            throw cursor.failure();
        }
        JoinKind kind = kind(node.getJoinType());
        FromItem right = item(node.getRight());
        Optional<Expression> on = Optional.empty();
        List<Identifier> using = List.of();
        if (node.getConditionType() == JoinConditionType.ON) {
            on = readers.queries.clause(node.getCondition(), "ON");
        } else if (node.getConditionType() == JoinConditionType.USING) {
            cursor.words("USING");
            using = cursor.parenthesizedNames(size(node.getCondition()));
        }
        boolean conditioned = on.isPresent() || !using.isEmpty();
        if (conditioned == (natural || kind == JoinKind.CROSS)) {
            throw cursor.failure("A join needs exactly one of NATURAL, CROSS, ON and USING");
        }
        return new Join(kind, natural, left, right, on, using, cursor.from(firstOf(left)));
    }

    private int firstOf(FromItem left) {
        int first = left.span().first();
        int end = left.span().end();
        // Parentheses around the left side belong to the join.
        while (first > 0
                && cursor.sql().isSymbol(first - 1, "(")
                && cursor.matches()[first - 1] == end
                && end < cursor.position()) {
            first--;
            end++;
        }
        return first;
    }

    private int size(@Nullable SqlNode names) {
        if (names instanceof SqlNodeList list) {
            return list.size();
        }
        throw cursor.failure();
    }

    private JoinKind kind(JoinType type) {
        JoinKind kind = switch (type) {
            case INNER -> JoinKind.INNER;
            case CROSS -> JoinKind.CROSS;
            case LEFT -> JoinKind.LEFT;
            case RIGHT -> JoinKind.RIGHT;
            case FULL -> JoinKind.FULL;
            default -> throw cursor.failure("This join is not understood");
        };
        if (kind == JoinKind.INNER) {
            cursor.takeWord("INNER");
        } else {
            cursor.words(kind.name());
            cursor.takeWord("OUTER");
        }
        cursor.words("JOIN");
        return kind;
    }

    private FromItem item(SqlNode node) {
        if (!(node instanceof SqlJoin)) {
            return table(node);
        }
        int opened = cursor.open(node);
        List<FromItem> items = list(node);
        cursor.close(opened);
        if (opened == 0 || items.size() != 1) {
            throw cursor.failure();
        }
        return items.get(0);
    }

    private FromItem table(SqlNode node) {
        int first = cursor.position();
        boolean sampled = node.getKind() == SqlKind.TABLESAMPLE;
        SqlNode aliased = sampled ? ((SqlCall) node).operand(0) : node;
        SqlNode bare = aliased.getKind() == SqlKind.AS ? ((SqlCall) aliased).operand(0) : aliased;
        boolean lateral = cursor.takeWord("LATERAL");
        if (bare.getKind() == SqlKind.LATERAL) {
            bare = ((SqlCall) bare).operand(0);
        }
        if (bare instanceof SqlIdentifier identifier && !lateral) {
            boolean only = cursor.takeWord("ONLY");
            QualifiedName name = cursor.name(identifier.names.size());
            Alias alias = alias(aliased);
            Optional<TableSample> sample = sampled ? Optional.of(sample()) : Optional.empty();
            return new TableReference(
                    name, alias.name, alias.columns, only, sample, List.of(), List.of(), cursor.from(first));
        }
        if (sampled) {
            throw cursor.failure("TABLESAMPLE belongs to a table");
        }
        return bare.isA(SqlKind.QUERY)
                ? derived(first, bare, aliased, lateral)
                : function(first, bare, aliased, lateral);
    }

    private FromItem derived(int first, SqlNode query, SqlNode aliased, boolean lateral) {
        cursor.symbol("(");
        Query inner = readers.queries.query(query);
        cursor.symbol(")");
        Alias alias = alias(aliased);
        return new DerivedTable(inner, lateral, alias.name, alias.columns, cursor.from(first));
    }

    private FromItem function(int first, SqlNode table, SqlNode aliased, boolean lateral) {
        boolean call = table.getKind() == SqlKind.COLLECTION_TABLE && ((SqlCall) table).operand(0) instanceof SqlCall;
        if (!call) {
            throw cursor.failure();
        }
        Expression function = readers.functions.call(((SqlCall) table).operand(0));
        boolean ordinality = cursor.takeWords("WITH", "ORDINALITY");
        Alias alias = alias(aliased);
        return new FunctionTable(function, lateral, ordinality, alias.name, alias.columns, cursor.from(first));
    }

    private record Alias(Optional<Identifier> name, List<Identifier> columns) {}

    private Alias alias(SqlNode node) {
        if (node.getKind() != SqlKind.AS) {
            return new Alias(Optional.empty(), List.of());
        }
        cursor.takeWord("AS");
        Identifier name = cursor.identifier();
        int columns = ((SqlCall) node).operandCount() - 2;
        return new Alias(Optional.of(name), columns == 0 ? List.of() : cursor.parenthesizedNames(columns));
    }

    private TableSample sample() {
        int first = cursor.position();
        cursor.words("TABLESAMPLE");
        QualifiedName method = cursor.name(1);
        Expression share = parenthesizedNumber();
        Optional<Expression> seed =
                cursor.takeWord("REPEATABLE") ? Optional.of(parenthesizedNumber()) : Optional.empty();
        return new TableSample(method, List.of(share), seed, cursor.from(first));
    }

    private Expression parenthesizedNumber() {
        cursor.symbol("(");
        int token = cursor.token(TokenKind.NUMBER);
        Expression number = new Literal(LiteralKind.NUMBER, false, token, Optional.empty(), cursor.from(token));
        cursor.symbol(")");
        return number;
    }
}
