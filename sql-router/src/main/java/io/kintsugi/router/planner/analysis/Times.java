package io.kintsugi.router.planner.analysis;

import io.kintsugi.router.planner.scope.Relation;
import io.kintsugi.router.planner.scope.RelationKind;
import io.kintsugi.router.schema.LogicalTable;
import io.kintsugi.router.schema.TypeClass;
import io.kintsugi.router.syntax.Cast;
import io.kintsugi.router.syntax.Literal;
import io.kintsugi.router.syntax.SyntaxWalker;
import io.kintsugi.router.syntax.TypeName;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Stream;

/** Whether a statement deals with dates and times, so that a text in it may become one. */
final class Times {
    private static final Set<TypeClass> TYPES =
            EnumSet.of(TypeClass.DATE, TypeClass.TIMESTAMP, TypeClass.TIMESTAMP_TZ, TypeClass.TIME, TypeClass.TIME_TZ);

    private Times() {}

    static boolean areIn(Analysis analysis) {
        Stream<TypeName> casts =
                SyntaxWalker.find(analysis.statement(), Cast.class).stream().map(Cast::type);
        Stream<TypeName> literals = SyntaxWalker.find(analysis.statement(), Literal.class).stream()
                .flatMap(literal -> literal.type().stream());
        return Stream.concat(casts, literals)
                        .anyMatch(type ->
                                type.text().contains("date") || type.text().contains("time"))
                || analysis.scopes().tables().stream()
                        .filter(table -> table.kind() != RelationKind.SYSTEM)
                        .anyMatch(Times::hasTimes);
    }

    private static boolean hasTimes(Relation table) {
        return table.table().map(LogicalTable::columns).stream()
                .flatMap(columns -> columns.stream())
                .anyMatch(column -> TYPES.contains(column.type().typeClass()));
    }
}
