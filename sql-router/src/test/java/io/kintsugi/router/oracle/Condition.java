package io.kintsugi.router.oracle;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A condition in three-valued logic: evaluates to true, false or null (unknown), and writes itself as SQL. */
sealed interface Condition {
    @Nullable
    Boolean evaluate(Row row, Data data);

    void write(SqlText sql);

    /** A column or a constant. */
    sealed interface Operand {
        @Nullable
        Long value(Row row);

        void write(SqlText sql);
    }

    record Column(String name) implements Operand {
        @Override
        public @Nullable Long value(Row row) {
            return row.value(name);
        }

        @Override
        public void write(SqlText sql) {
            sql.add(name);
        }
    }

    /** How a constant is spelled; all spellings mean the same number to an integer column. */
    enum Spelling {
        NUMBER,
        STRING,
        DECIMAL,
        PARAMETER
    }

    record Constant(@Nullable Long constant, Spelling spelling) implements Operand {
        @Override
        public @Nullable Long value(Row row) {
            return constant;
        }

        @Override
        public void write(SqlText sql) {
            if (spelling == Spelling.PARAMETER) {
                sql.addParameter(constant);
                return;
            }
            if (constant == null) {
                sql.add("NULL");
                return;
            }
            switch (spelling) {
                case STRING -> sql.add("'" + constant + "'");
                case DECIMAL -> sql.add(constant + ".0");
                default -> sql.add(Long.toString(constant));
            }
        }
    }

    /** A column in a disguise that keeps its value, or for NULL yields another: it is no plain key any more. */
    record Disguised(Column column, Disguise disguise, long constant) implements Operand {
        @Override
        public @Nullable Long value(Row row) {
            Long value = column.value(row);
            return switch (disguise) {
                case PLUS -> value == null ? null : Long.valueOf(value + constant);
                case TWICE_NEGATED -> value;
                case COALESCED -> value == null ? Long.valueOf(constant) : value;
            };
        }

        @Override
        public void write(SqlText sql) {
            String name = column.name();
            sql.add(
                    switch (disguise) {
                        case PLUS -> name + " + " + constant;
                        case TWICE_NEGATED -> "- (- " + name + ")";
                        case COALESCED -> "COALESCE(" + name + ", " + constant + ")";
                    });
        }
    }

    enum Disguise {
        PLUS,
        TWICE_NEGATED,
        COALESCED
    }

    enum Comparator {
        EQUAL("="),
        NOT_EQUAL("<>"),
        LESS("<"),
        LESS_OR_EQUAL("<="),
        GREATER(">"),
        GREATER_OR_EQUAL(">=");

        final String symbol;

        Comparator(String symbol) {
            this.symbol = symbol;
        }

        @Nullable
        Boolean test(@Nullable Long left, @Nullable Long right) {
            if (left == null || right == null) {
                return null;
            }
            int order = left.compareTo(right);
            return switch (this) {
                case EQUAL -> order == 0;
                case NOT_EQUAL -> order != 0;
                case LESS -> order < 0;
                case LESS_OR_EQUAL -> order <= 0;
                case GREATER -> order > 0;
                case GREATER_OR_EQUAL -> order >= 0;
            };
        }
    }

    record Compare(Operand left, Comparator comparator, Operand right) implements Condition {
        @Override
        public @Nullable Boolean evaluate(Row row, Data data) {
            return comparator.test(left.value(row), right.value(row));
        }

        @Override
        public void write(SqlText sql) {
            left.write(sql);
            sql.add(" " + comparator.symbol + " ");
            right.write(sql);
        }
    }

    record In(Operand operand, boolean negated, List<Operand> members) implements Condition {
        @Override
        public @Nullable Boolean evaluate(Row row, Data data) {
            Boolean found = false;
            for (Operand member : members) {
                found = Logic.or(found, Comparator.EQUAL.test(operand.value(row), member.value(row)));
            }
            return negated ? Logic.not(found) : found;
        }

        @Override
        public void write(SqlText sql) {
            operand.write(sql);
            sql.add(negated ? " NOT IN (" : " IN (");
            for (int i = 0; i < members.size(); i++) {
                sql.add(i == 0 ? "" : ", ");
                members.get(i).write(sql);
            }
            sql.add(")");
        }
    }

    /** {@code operand = ANY (ARRAY[…])}. */
    record AnyOf(Operand operand, List<Operand> members) implements Condition {
        @Override
        public @Nullable Boolean evaluate(Row row, Data data) {
            return new In(operand, false, members).evaluate(row, data);
        }

        @Override
        public void write(SqlText sql) {
            operand.write(sql);
            sql.add(sql.isMySql() ? " IN (" : " = ANY (ARRAY[");
            for (int i = 0; i < members.size(); i++) {
                sql.add(i == 0 ? "" : ", ");
                members.get(i).write(sql);
            }
            sql.add(sql.isMySql() ? ")" : "]::bigint[])");
        }
    }

    /** {@code (a, b) = (x, y)}. */
    record PairsEqual(Operand a, Operand b, Operand x, Operand y) implements Condition {
        @Override
        public @Nullable Boolean evaluate(Row row, Data data) {
            return Logic.and(
                    Comparator.EQUAL.test(a.value(row), x.value(row)),
                    Comparator.EQUAL.test(b.value(row), y.value(row)));
        }

        @Override
        public void write(SqlText sql) {
            sql.add("(");
            a.write(sql);
            sql.add(", ");
            b.write(sql);
            sql.add(") = (");
            x.write(sql);
            sql.add(", ");
            y.write(sql);
            sql.add(")");
        }
    }

    /** {@code CASE WHEN … THEN … ELSE … END} of conditions. */
    record Choice(Condition when, Condition then, Condition otherwise) implements Condition {
        @Override
        public @Nullable Boolean evaluate(Row row, Data data) {
            return Boolean.TRUE.equals(when.evaluate(row, data))
                    ? then.evaluate(row, data)
                    : otherwise.evaluate(row, data);
        }

        @Override
        public void write(SqlText sql) {
            sql.add("CASE WHEN ");
            when.write(sql);
            sql.add(" THEN ");
            then.write(sql);
            sql.add(" ELSE ");
            otherwise.write(sql);
            sql.add(" END");
        }
    }

    /** {@code (…) IS [NOT] TRUE} and {@code IS [NOT] UNKNOWN}. */
    record Is(Condition inner, boolean negated, boolean unknown) implements Condition {
        @Override
        public Boolean evaluate(Row row, Data data) {
            Boolean value = inner.evaluate(row, data);
            boolean holds = unknown ? value == null : Boolean.TRUE.equals(value);
            return holds != negated;
        }

        @Override
        public void write(SqlText sql) {
            sql.add("(");
            inner.write(sql);
            sql.add(") IS " + (negated ? "NOT " : "") + (unknown ? "UNKNOWN" : "TRUE"));
        }
    }

    record Between(Operand operand, boolean negated, Operand low, Operand high) implements Condition {
        @Override
        public @Nullable Boolean evaluate(Row row, Data data) {
            Long value = operand.value(row);
            Boolean inside = Logic.and(
                    Comparator.GREATER_OR_EQUAL.test(value, low.value(row)),
                    Comparator.LESS_OR_EQUAL.test(value, high.value(row)));
            return negated ? Logic.not(inside) : inside;
        }

        @Override
        public void write(SqlText sql) {
            operand.write(sql);
            sql.add(negated ? " NOT BETWEEN " : " BETWEEN ");
            low.write(sql);
            sql.add(" AND ");
            high.write(sql);
        }
    }

    record IsNull(Operand operand, boolean negated) implements Condition {
        @Override
        public Boolean evaluate(Row row, Data data) {
            return (operand.value(row) == null) != negated;
        }

        @Override
        public void write(SqlText sql) {
            operand.write(sql);
            sql.add(negated ? " IS NOT NULL" : " IS NULL");
        }
    }

    /** Both sides equal or both NULL. */
    record IsNotDistinct(Operand left, boolean negated, Operand right) implements Condition {
        @Override
        public Boolean evaluate(Row row, Data data) {
            Long a = left.value(row);
            Long b = right.value(row);
            boolean same = a == null ? b == null : a.equals(b);
            return same != negated;
        }

        @Override
        public void write(SqlText sql) {
            if (sql.isMySql()) {
                writeNullSafe(sql);
                return;
            }
            left.write(sql);
            sql.add(negated ? " IS DISTINCT FROM " : " IS NOT DISTINCT FROM ");
            right.write(sql);
        }

        private void writeNullSafe(SqlText sql) {
            sql.add(negated ? "NOT (" : "");
            left.write(sql);
            sql.add(" <=> ");
            right.write(sql);
            sql.add(negated ? ")" : "");
        }
    }

    record Truth(boolean truth) implements Condition {
        @Override
        public Boolean evaluate(Row row, Data data) {
            return truth;
        }

        @Override
        public void write(SqlText sql) {
            sql.add(truth ? "TRUE" : "FALSE");
        }
    }

    record Not(Condition inner) implements Condition {
        @Override
        public @Nullable Boolean evaluate(Row row, Data data) {
            return Logic.not(inner.evaluate(row, data));
        }

        @Override
        public void write(SqlText sql) {
            sql.add("NOT (");
            inner.write(sql);
            sql.add(")");
        }
    }

    /** A conjunction or disjunction; written with or without parentheses as its place allows. */
    record Both(boolean conjunction, Condition left, Condition right) implements Condition {
        @Override
        public @Nullable Boolean evaluate(Row row, Data data) {
            Boolean a = left.evaluate(row, data);
            Boolean b = right.evaluate(row, data);
            return conjunction ? Logic.and(a, b) : Logic.or(a, b);
        }

        @Override
        public void write(SqlText sql) {
            writeSide(sql, left);
            sql.add(conjunction ? " AND " : " OR ");
            writeSide(sql, right);
        }

        private void writeSide(SqlText sql, Condition side) {
            boolean parentheses = side instanceof Both other && other.conjunction != conjunction && !other.conjunction;
            sql.add(parentheses ? "(" : "");
            side.write(sql);
            sql.add(parentheses ? ")" : "");
        }
    }

    /** {@code [NOT] EXISTS (query)} or {@code operand [NOT] IN (query)}. */
    record Nested(@Nullable Operand operand, boolean negated, Select query, String column) implements Condition {
        @Override
        public @Nullable Boolean evaluate(Row row, Data data) {
            Boolean found = false;
            for (Row inner : query.rows(row, data)) {
                Operand member = new Column(column);
                found = operand == null
                        ? Boolean.TRUE
                        : Logic.or(found, Comparator.EQUAL.test(operand.value(row), member.value(inner)));
            }
            return negated ? Logic.not(found) : found;
        }

        @Override
        public void write(SqlText sql) {
            if (operand != null) {
                operand.write(sql);
                sql.add(" ");
            }
            sql.add((negated ? "NOT " : "") + (operand == null ? "EXISTS (" : "IN ("));
            query.write(sql, column);
            sql.add(")");
        }
    }
}
