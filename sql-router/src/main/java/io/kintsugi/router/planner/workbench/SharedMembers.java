package io.kintsugi.router.planner.workbench;

import io.kintsugi.router.syntax.CommonTable;
import io.kintsugi.router.syntax.Query;
import io.kintsugi.router.syntax.QueryStatement;
import io.kintsugi.router.syntax.SelectBlock;
import io.kintsugi.router.syntax.SyntaxWalker;
import io.kintsugi.router.syntax.TableReference;
import io.kintsugi.router.syntax.TableReferences;
import java.util.Optional;

/**
 * What goes wrong in MySQL where two references share the rows of one member of WITH (seen in 9.7.4): it makes a key on
 * them for the join of the one, takes them to come in that key's order where the other groups, and reads them without
 * it: groups fall apart. Each reference has a member of its own, but a member of the query's own WITH that the server
 * merges into each place that names it brings its tables there twice.
 */
final class SharedMembers {
    private SharedMembers() {}

    /** A member of the query's WITH that would be merged into two places. */
    static Optional<String> obstacle(Query query) {
        return SyntaxWalker.find(query, CommonTable.class).stream()
                .filter(SharedMembers::isMerged)
                .map(member -> member.name().name())
                .filter(name -> uses(query, name) > 1)
                .findFirst()
                .map(name -> "it names " + name + " of its WITH twice, and MySQL would mix up the rows of its tables");
    }

    /** Whatever groups, limits or combines rows is worked out once. */
    private static boolean isMerged(CommonTable member) {
        if (!(member.statement() instanceof QueryStatement read)) {
            return true;
        }
        Query rows = read.query();
        boolean once = rows.limit().isPresent()
                || !(rows.body() instanceof SelectBlock block)
                || !block.groupBy().isEmpty();
        return !once && !SyntaxWalker.find(rows, TableReference.class).isEmpty();
    }

    private static long uses(Query query, String name) {
        return TableReferences.of(new QueryStatement(query, query.span())).stream()
                .filter(TableReferences.Scoped::commonTable)
                .filter(reference -> reference.table().name().name().equals(name))
                .count();
    }
}
