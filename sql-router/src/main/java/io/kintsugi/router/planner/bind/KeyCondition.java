package io.kintsugi.router.planner.bind;

import io.kintsugi.router.ParameterValues;
import io.kintsugi.router.lexer.LexedSql;
import io.kintsugi.router.lexer.StringForm;
import io.kintsugi.router.lexer.TokenKind;
import io.kintsugi.router.planner.bind.KeySource.Form;
import io.kintsugi.router.schema.ColumnType;
import io.kintsugi.topology.KeyRule;
import io.kintsugi.topology.Keyspace;
import java.util.List;

/** A condition that every row which matters satisfies on its sharding key. */
public sealed interface KeyCondition {
    /** The shards that can hold such rows. */
    ShardSet shards(BoundText text, ParameterValues parameters, KeyRule type, Keyspace keyspace);

    /** {@code key = value}. */
    record Equal(KeySource source) implements KeyCondition {
        @Override
        public ShardSet shards(BoundText text, ParameterValues parameters, KeyRule type, Keyspace keyspace) {
            return shardsOf(source.read(text, parameters, type), keyspace);
        }
    }

    /** {@code key IN (…)}: the members between two planned ordinals, however many this text has. */
    record InList(int first, int end) implements KeyCondition {
        @Override
        public ShardSet shards(BoundText text, ParameterValues parameters, KeyRule type, Keyspace keyspace) {
            ShardSet union = ShardSet.NONE;
            int last = text.token(end);
            for (int i = text.token(first); i < last; i++) {
                LexedSql sql = text.sql();
                boolean negative = sql.isSymbol(i, "-");
                int ordinal = negative || sql.isSymbol(i, "+") ? i + 1 : i;
                union = union.union(
                        shardsOf(member(sql, ordinal, negative).readAt(text, ordinal, parameters, type), keyspace));
                i = ordinal + 1;
            }
            return union;
        }

        private static KeySource member(LexedSql sql, int ordinal, boolean negative) {
            TokenKind kind = sql.kind(ordinal);
            if (kind == TokenKind.NUMBER) {
                return new KeySource(Form.NUMBER, ordinal, negative, false, null);
            }
            if (kind == TokenKind.PARAMETER) {
                return new KeySource(Form.PARAMETER, ordinal, false, false, null);
            }
            if (kind == TokenKind.STRING) {
                return new KeySource(Form.STRING, ordinal, false, false, null);
            }
            return sql.isKeyword(ordinal, "NULL") ? KeySource.fixed(KeyOutcome.NULL) : KeySource.UNKNOWN;
        }
    }

    /** The one value every inserted row gets: it has to be a key that the column keeps, NULL is none. */
    record Inserted(KeySource source, ColumnType column) implements KeyCondition {
        @Override
        public ShardSet shards(BoundText text, ParameterValues parameters, KeyRule type, Keyspace keyspace) {
            KeyOutcome outcome = source.read(text, parameters, type);
            boolean kept = !(outcome instanceof KeyOutcome.Exact exact) || StoredForm.keeps(column, exact);
            ShardSet one = shardsOf(outcome, keyspace);
            return one.isSingle() && kept ? one : ShardSet.UNKNOWN;
        }
    }

    /** Rows to be inserted, each with a key of its own: {@code sources} holds one for each planned row. */
    record InsertedRows(RowLocator rows, List<KeySource> sources) implements KeyCondition {
        public InsertedRows {
            sources = List.copyOf(sources);
        }

        @Override
        public ShardSet shards(BoundText text, ParameterValues parameters, KeyRule type, Keyspace keyspace) {
            ShardSet union = ShardSet.NONE;
            for (int row = 0; row < rows.count(text); row++) {
                KeySource source = sources.get(rows.pattern(row));
                int ordinal = rows.ordinal(text, row, source.token());
                ShardSet one = shardsOf(source.readAt(text, ordinal, parameters, type), keyspace);
                union = one.isSingle() ? union.union(one) : ShardSet.UNKNOWN;
            }
            return union;
        }
    }

    /** Whether a string constant of this form is of type {@code unknown} and becomes what it is compared with. */
    static boolean isUntyped(StringForm form) {
        return switch (form) {
            case PLAIN, BACKSLASH, ESCAPE, UNICODE, DOLLAR -> true;
            case BIT, HEX, NATIONAL -> false;
        };
    }

    private static ShardSet shardsOf(KeyOutcome outcome, Keyspace keyspace) {
        if (outcome instanceof KeyOutcome.Exact exact) {
            return ShardSet.of(keyspace.shardOf(exact.key()));
        }
        return outcome instanceof KeyOutcome.Unknown ? ShardSet.UNKNOWN : ShardSet.NONE;
    }
}
