package io.kintsugi.router.planner.ddl;

import io.kintsugi.router.syntax.Identifier;
import io.kintsugi.router.syntax.TableConstraint.ForeignKey;
import io.kintsugi.router.syntax.TableConstraint.ReferentialAction;
import java.util.List;

/** A referenced row lies beside all rows that refer to it: co-located by sharding key, or in a reference table. */
final class ForeignKeyRule {
    private final Placement from;
    private final ForeignKey key;
    private final Placement to;
    private final List<String> columns;

    private ForeignKeyRule(Placement from, ForeignKey key, Placement to) {
        this.from = from;
        this.key = key;
        this.to = to;
        this.columns = key.columns().stream().map(Identifier::name).toList();
    }

    /**
     * @param primaryKey of the referenced table; empty when it is not known
     */
    static void check(Placement from, ForeignKey key, Placement to, List<String> primaryKey) {
        ForeignKeyRule rule = new ForeignKeyRule(from, key, to);
        rule.checkPlaces(primaryKey);
        rule.checkActions();
    }

    private void checkPlaces(List<String> primaryKey) {
        if (!from.sameKeyspace(to)) {
            throw refused(
                    "it lies in another keyspace",
                    "Put both tables into one keyspace, or check the reference in the application.");
        }
        if (to.isReference() || !from.isSpread()) {
            return;
        }
        if (from.isReference()) {
            throw refused(
                    "a shard holds all rows of the one and only its own rows of the other",
                    "Make \"" + to.table() + "\" a reference table too, or drop the foreign key.");
        }
        if (!to.isSharded()) {
            throw refused(
                    "it is not on every shard",
                    "Make \"" + to.table() + "\" a reference table, or drop the foreign key.");
        }
        List<String> referenced = key.referenced().isEmpty()
                ? primaryKey
                : key.referenced().stream().map(Identifier::name).toList();
        if (!pairsKeys(referenced)) {
            throw refused(
                    "the referenced row may lie on another shard",
                    "Let the foreign key lead from \"" + from.keyColumn().orElse("") + "\" to \""
                            + to.keyColumn().orElse("")
                            + "\" among its columns, so that both rows share a shard; make \""
                            + to.table() + "\" a reference table; or drop the foreign key.");
        }
    }

    private boolean pairsKeys(List<String> referenced) {
        for (int i = 0; i < Math.min(columns.size(), referenced.size()); i++) {
            if (columns.get(i).equals(from.keyColumn().orElse(""))
                    && referenced.get(i).equals(to.keyColumn().orElse(""))) {
                return true;
            }
        }
        return false;
    }

    /** No action may change a sharding key behind the router's back: the row would stay on the wrong shard. */
    private void checkActions() {
        String shardingKey = from.keyColumn().orElse("");
        boolean changesKey = from.isSharded() && columns.contains(shardingKey);
        boolean clears = isClearing(key.onDelete()) || isClearing(key.onUpdate());
        List<String> cleared = key.setColumns().stream().map(Identifier::name).toList();
        boolean spared = !cleared.isEmpty() && !cleared.contains(shardingKey);
        if (changesKey && clears && !spared) {
            throw refused(
                    "ON DELETE or ON UPDATE SET would change the sharding key \"" + shardingKey + "\"",
                    "Use ON DELETE CASCADE or RESTRICT, or name the columns: SET NULL (…) without \"" + shardingKey
                            + "\".");
        }
        if (changesKey && to.isReference() && key.onUpdate() == ReferentialAction.CASCADE) {
            throw refused(
                    "ON UPDATE CASCADE would change the sharding key \"" + shardingKey + "\"", "Leave ON UPDATE out.");
        }
    }

    private static boolean isClearing(ReferentialAction action) {
        return action == ReferentialAction.SET_NULL || action == ReferentialAction.SET_DEFAULT;
    }

    private RuntimeException refused(String reason, String remedy) {
        return Refusal.of(
                "The foreign key (" + String.join(", ", columns) + ") of the " + from.described() + " to the "
                        + to.described() + " cannot be kept: " + reason + ".",
                remedy);
    }
}
