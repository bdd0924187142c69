package io.kintsugi.router.planner.workbench;

import io.kintsugi.router.schema.LogicalTable;
import io.kintsugi.router.syntax.Distinctness;
import io.kintsugi.router.syntax.FromItem;
import io.kintsugi.router.syntax.Query;
import io.kintsugi.router.syntax.SelectBlock;
import io.kintsugi.router.syntax.SyntaxWalker;
import io.kintsugi.router.syntax.TableReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What goes wrong in MySQL where two blocks share a member of WITH (seen in 9.7.4): it makes a key for the join of the
 * one, takes rows to come in that key's order where the other groups them, reads them without it: groups fall apart.
 */
final class SharedMembers {
    private SharedMembers() {}

    /** A table whose rows a block groups, and which is read outside of that block too. */
    static Optional<String> obstacle(Query query, Set<LogicalTable> tables) {
        List<TableReference> all = SyntaxWalker.find(query, TableReference.class);
        return SyntaxWalker.find(query, SelectBlock.class).stream()
                .filter(SharedMembers::groups)
                .flatMap(block -> shared(own(block), all).stream())
                .filter(name -> tables.stream().anyMatch(table -> table.name().equalsIgnoreCase(name)))
                .findFirst()
                .map(name -> "it groups rows of " + name + ", which it reads elsewhere too");
    }

    private static boolean groups(SelectBlock block) {
        return !block.groupBy().isEmpty() || block.distinctness() != Distinctness.ALL;
    }

    /** The tables of a block itself, not of its sub-queries. */
    private static List<TableReference> own(SelectBlock block) {
        List<TableReference> own = new ArrayList<>();
        for (FromItem item : block.from()) {
            SyntaxWalker.walk(item, node -> !(node instanceof Query), node -> {
                if (node instanceof TableReference table) {
                    own.add(table);
                }
            });
        }
        return own;
    }

    private static List<String> shared(List<TableReference> own, List<TableReference> all) {
        return own.stream()
                .map(table -> table.name().name())
                .filter(name -> all.stream()
                        .filter(other -> other.name().name().equalsIgnoreCase(name))
                        .anyMatch(other -> !own.contains(other)))
                .toList();
    }
}
