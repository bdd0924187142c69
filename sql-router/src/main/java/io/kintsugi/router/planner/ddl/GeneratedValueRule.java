package io.kintsugi.router.planner.ddl;

import io.kintsugi.router.schema.LogicalColumn;

/** Numbers that a server counts repeat on every shard: serial, identity and nextval need {@code generate:}. */
final class GeneratedValueRule {
    private GeneratedValueRule() {}

    static void check(Placement table, LogicalColumn column) {
        boolean ofMySql = column.type().mySql().isPresent();
        boolean counted = column.identity() != LogicalColumn.Identity.NONE
                || (!ofMySql
                        && column.defaultExpression()
                                .filter(DefaultFunctions::countsUp)
                                .isPresent());
        if (!counted || !table.isSpread() || table.generates(column.name())) {
            return;
        }
        throw Refusal.of(
                "Column \"" + column.name() + "\" of the " + table.described()
                        + (ofMySql ? " is AUTO_INCREMENT" : " takes its values from a sequence")
                        + ", and every shard would count from 1.",
                "Let Kintsugi generate them: in the topology, `" + table.table() + ": {"
                        + table.keyColumn().map(key -> "key: " + key).orElse("reference: true")
                        + ", generate: {" + column.name() + ": sequence}}` (or `tsid`).");
    }
}
