package io.kintsugi.examples.tpcc.check;

import java.util.List;

/** One question a condition asks. */
sealed interface Probe {

    <T> T accept(Visitor<T> visitor);

    /**
     * For every key the sum of the left terms equals the sum of the right ones; a side without a row for the key
     * counts as zero. {@code keys} names the columns of a key.
     */
    record Equality(Scope scope, List<String> keys, List<Term> left, List<Term> right, AbsentLeft absentLeft)
            implements Probe {

        public Equality {
            keys = List.copyOf(keys);
            left = List.copyOf(left);
            right = List.copyOf(right);
        }

        @Override
        public <T> T accept(Visitor<T> visitor) {
            return visitor.equality(this);
        }
    }

    /** A statement, asked for each district (parameters: warehouse and district in turn), must give no row. */
    record NoRow(List<String> columns, String sql) implements Probe {

        public NoRow {
            columns = List.copyOf(columns);
        }

        @Override
        public <T> T accept(Visitor<T> visitor) {
            return visitor.noRow(this);
        }
    }

    /** What a key means that only the right side has. */
    enum AbsentLeft {
        IS_ZERO,
        IS_NOT_COMPARED
    }

    /** Tells the kinds apart. */
    interface Visitor<T> {
        T equality(Equality probe);

        T noRow(NoRow probe);
    }
}
