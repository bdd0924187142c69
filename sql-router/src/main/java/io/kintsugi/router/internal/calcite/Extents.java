package io.kintsugi.router.internal.calcite;

import java.util.IdentityHashMap;
import java.util.Map;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/** The last of our tokens that a node of the generated parser reaches, closing parentheses around it not counted. */
final class Extents {
    private final Map<SqlNode, Integer> lasts = new IdentityHashMap<>();

    /** Ordinal of the last token under the node. */
    int last(SqlNode node) {
        Integer known = lasts.get(node);
        if (known != null) {
            return known;
        }
        int last = computed(node);
        lasts.put(node, last);
        return last;
    }

    private int computed(SqlNode node) {
        int last = of(node.getParserPosition());
        if (node instanceof SqlNodeList list) {
            return Math.max(last, lastOf(list.getList()));
        }
        if (node instanceof SqlCall call) {
            SqlIdentifier name =
                    call.getOperator() instanceof SqlFunction function ? function.getSqlIdentifier() : null;
            int ownName = name == null ? -1 : of(name.getParserPosition());
            return Math.max(Math.max(last, ownName), lastOf(call.getOperandList()));
        }
        return last;
    }

    private int lastOf(Iterable<? extends @Nullable SqlNode> nodes) {
        int last = -1;
        for (SqlNode node : nodes) {
            last = node == null ? last : Math.max(last, last(node));
        }
        return last;
    }

    private static int of(SqlParserPos position) {
        return position.getEndColumnNum() - FedTokens.COLUMN_OFFSET;
    }
}
