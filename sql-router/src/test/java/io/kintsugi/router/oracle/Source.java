package io.kintsugi.router.oracle;

import java.util.ArrayList;
import java.util.List;

/** What stands in FROM: a table under an alias, or a join of two sources. */
sealed interface Source {
    List<Row> rows(Row outer, Data data);

    void write(SqlText sql);

    List<String> aliases();

    record Table(String name, String alias) implements Source {
        @Override
        public List<Row> rows(Row outer, Data data) {
            return data.rows(name, alias);
        }

        @Override
        public void write(SqlText sql) {
            sql.add(name + " " + alias);
        }

        @Override
        public List<String> aliases() {
            return List.of(alias);
        }
    }

    /** {@code (SELECT * FROM table alias WHERE …) alias}, the same alias inside and outside. */
    record Derived(Table table, Condition where) implements Source {
        @Override
        public List<Row> rows(Row outer, Data data) {
            return table.rows(outer, data).stream()
                    .filter(row -> Boolean.TRUE.equals(where.evaluate(row, data)))
                    .toList();
        }

        @Override
        public void write(SqlText sql) {
            sql.add("(SELECT * FROM ");
            table.write(sql);
            sql.add(" WHERE ");
            where.write(sql);
            sql.add(") " + table.alias());
        }

        @Override
        public List<String> aliases() {
            return table.aliases();
        }
    }

    /** {@code left, right}. */
    record Cross(Source left, Source right) implements Source {
        @Override
        public List<Row> rows(Row outer, Data data) {
            List<Row> result = new ArrayList<>();
            for (Row leftRow : left.rows(outer, data)) {
                right.rows(outer, data).forEach(rightRow -> result.add(leftRow.with(rightRow)));
            }
            return result;
        }

        @Override
        public void write(SqlText sql) {
            left.write(sql);
            sql.add(", ");
            right.write(sql);
        }

        @Override
        public List<String> aliases() {
            List<String> both = new ArrayList<>(left.aliases());
            both.addAll(right.aliases());
            return both;
        }
    }

    /** {@code left JOIN right USING (column)} of two tables; both columns stay reachable by their alias. */
    record Using(Kind kind, Source left, Source right, String column) implements Source {
        private Joined joined() {
            Condition on = new Condition.Compare(
                    new Condition.Column(left.aliases().get(0) + "." + column),
                    Condition.Comparator.EQUAL,
                    new Condition.Column(right.aliases().get(0) + "." + column));
            return new Joined(kind, left, right, on);
        }

        @Override
        public List<Row> rows(Row outer, Data data) {
            return joined().rows(outer, data);
        }

        @Override
        public void write(SqlText sql) {
            left.write(sql);
            sql.add(" " + kind.text + " ");
            right.write(sql);
            sql.add(" USING (" + column + ")");
        }

        @Override
        public List<String> aliases() {
            return joined().aliases();
        }
    }

    enum Kind {
        INNER(false, false, "JOIN"),
        LEFT(true, false, "LEFT JOIN"),
        RIGHT(false, true, "RIGHT JOIN"),
        FULL(true, true, "FULL JOIN");

        final boolean keepsLeft;
        final boolean keepsRight;
        final String text;

        Kind(boolean keepsLeft, boolean keepsRight, String text) {
            this.keepsLeft = keepsLeft;
            this.keepsRight = keepsRight;
            this.text = text;
        }
    }

    record Joined(Kind kind, Source left, Source right, Condition on) implements Source {
        @Override
        public List<Row> rows(Row outer, Data data) {
            List<Row> rights = right.rows(outer, data);
            boolean[] matchedRights = new boolean[rights.size()];
            List<Row> result = new ArrayList<>();
            for (Row leftRow : left.rows(outer, data)) {
                boolean matched = false;
                for (int i = 0; i < rights.size(); i++) {
                    Row both = leftRow.with(rights.get(i));
                    if (Boolean.TRUE.equals(on.evaluate(outer.with(both), data))) {
                        matched = true;
                        matchedRights[i] = true;
                        result.add(both);
                    }
                }
                if (!matched && kind.keepsLeft) {
                    result.add(leftRow);
                }
            }
            for (int i = 0; kind.keepsRight && i < rights.size(); i++) {
                if (!matchedRights[i]) {
                    result.add(rights.get(i));
                }
            }
            return result;
        }

        @Override
        public void write(SqlText sql) {
            left.write(sql);
            boolean nested = right instanceof Joined;
            sql.add(" " + kind.text + (nested ? " (" : " "));
            right.write(sql);
            sql.add(nested ? ") ON " : " ON ");
            on.write(sql);
        }

        @Override
        public List<String> aliases() {
            List<String> both = new ArrayList<>(left.aliases());
            both.addAll(right.aliases());
            return both;
        }
    }
}
