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
            sql.add(" " + kind.text + " ");
            right.write(sql);
            sql.add(" ON ");
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
