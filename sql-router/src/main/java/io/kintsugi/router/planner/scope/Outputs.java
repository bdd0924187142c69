package io.kintsugi.router.planner.scope;

import io.kintsugi.router.planner.dialect.SqlDialect;
import io.kintsugi.router.planner.scope.FromTree.Joined;
import io.kintsugi.router.planner.scope.FromTree.Leaf;
import io.kintsugi.router.schema.ColumnType;
import io.kintsugi.router.schema.LogicalSchema;
import io.kintsugi.router.syntax.ColumnReference;
import io.kintsugi.router.syntax.Expression;
import io.kintsugi.router.syntax.Identifier;
import io.kintsugi.router.syntax.JoinKind;
import io.kintsugi.router.syntax.SelectBlock;
import io.kintsugi.router.syntax.SelectItem;
import io.kintsugi.router.syntax.Star;
import io.kintsugi.router.syntax.ValuesRows;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Works out the columns a query block returns, stars expanded as the database expands them. */
final class Outputs {
    private Outputs() {}

    static void fill(Block block, LogicalSchema schema) {
        Optional<SelectBlock> select = block.select();
        Optional<List<OutputField>> fields =
                select.isPresent() ? items(select.get(), block, schema) : columns(block.from, dialect(block));
        block.outputsKnown = fields.isPresent();
        block.outputs = fields.orElse(List.of());
    }

    private static SqlDialect dialect(Block block) {
        return SqlDialect.of(block.source().sql());
    }

    private static Optional<List<OutputField>> items(SelectBlock select, Block block, LogicalSchema schema) {
        boolean keepsOrigin = !BlockShape.hasGroupingSets(select);
        List<OutputField> fields = new ArrayList<>();
        for (SelectItem item : select.items()) {
            if (item.expression() instanceof Star star) {
                Optional<List<OutputField>> expanded = expand(star, block);
                if (expanded.isEmpty()) {
                    return Optional.empty();
                }
                fields.addAll(expanded.get());
            } else {
                fields.add(field(item, block, schema, keepsOrigin));
            }
        }
        return Optional.of(fields);
    }

    private static OutputField field(SelectItem item, Block block, LogicalSchema schema, boolean keepsOrigin) {
        Expression expression = item.expression();
        String name = dialect(block).outputName(item, block.source().sql());
        Optional<ColumnNode> origin = keepsOrigin && expression instanceof ColumnReference reference
                ? Columns.resolve(reference, block)
                : Optional.empty();
        return new OutputField(name, Types.of(expression, block, schema), origin, Optional.of(expression));
    }

    private static Optional<List<OutputField>> expand(Star star, Block block) {
        if (star.qualifier().isEmpty()) {
            return columns(block.from, dialect(block));
        }
        return Columns.relation(star.qualifier(), block)
                .flatMap(relation -> columns(new Leaf(relation), dialect(block)));
    }

    private static Optional<List<OutputField>> columns(FromTree tree, SqlDialect dialect) {
        if (tree instanceof Leaf leaf) {
            Relation relation = leaf.relation();
            return relation.columns()
                    .map(columns -> columns.stream()
                            .filter(column -> !column.invisible())
                            .map(column -> passedOn(relation, column))
                            .toList());
        }
        if (!(tree instanceof Joined joined)) {
            return Optional.empty();
        }
        Optional<List<OutputField>> left = columns(joined.left(), dialect);
        Optional<List<OutputField>> right = columns(joined.right(), dialect);
        return left.flatMap(one -> right.map(other -> merge(joined, one, other, dialect)));
    }

    private static OutputField passedOn(Relation relation, RelationColumn column) {
        return new OutputField(
                column.label(), column.type(), Optional.of(new ColumnNode(relation, column.name())), Optional.empty());
    }

    /** In MySQL the preserved table of a RIGHT JOIN with merged columns comes first, and lends them its order. */
    private static List<OutputField> merge(
            Joined joined, List<OutputField> left, List<OutputField> right, SqlDialect dialect) {
        boolean turned =
                joined.kind() == JoinKind.RIGHT && joined.on().isEmpty() && dialect.mergedColumnsFollowTables();
        List<OutputField> first = turned ? right : left;
        List<OutputField> second = turned ? left : right;
        List<OutputField> fields = new ArrayList<>();
        for (String name : mergedNames(joined, first, dialect)) {
            List<OutputField> side = joined.kind() == JoinKind.RIGHT ? right : left;
            side.stream()
                    .filter(f -> f.name().equals(name))
                    .findFirst()
                    .ifPresent(field -> fields.add(
                            joined.kind() == JoinKind.FULL
                                    ? new OutputField(name, field.type(), Optional.empty(), Optional.empty())
                                    : field));
        }
        first.stream().filter(f -> !joined.merged().contains(f.name())).forEach(fields::add);
        second.stream().filter(f -> !joined.merged().contains(f.name())).forEach(fields::add);
        return fields;
    }

    private static List<String> mergedNames(Joined joined, List<OutputField> first, SqlDialect dialect) {
        if (!dialect.mergedColumnsFollowTables()) {
            return joined.merged();
        }
        return first.stream()
                .map(OutputField::name)
                .filter(joined.merged()::contains)
                .distinct()
                .toList();
    }

    static List<OutputField> ofValues(ValuesRows values) {
        int width = values.rows().isEmpty() ? 0 : values.rows().get(0).values().size();
        return IntStream.rangeClosed(1, width)
                .mapToObj(i -> new OutputField("column" + i, Optional.empty(), Optional.empty(), Optional.empty()))
                .toList();
    }

    /** The columns of a derived relation: names of the first body, a type only where all bodies agree on it. */
    static @Nullable List<RelationColumn> columns(List<Block> bodies, List<Identifier> aliases) {
        if (bodies.isEmpty() || bodies.stream().anyMatch(body -> !body.outputsKnown)) {
            return null;
        }
        List<OutputField> first = bodies.get(0).outputs;
        if (bodies.stream().anyMatch(body -> body.outputs.size() != first.size()) || aliases.size() > first.size()) {
            return null;
        }
        List<RelationColumn> columns = new ArrayList<>();
        for (int i = 0; i < first.size(); i++) {
            String name =
                    i < aliases.size() ? aliases.get(i).name() : first.get(i).name();
            columns.add(new RelationColumn(name, commonType(bodies, i)));
        }
        return withoutAmbiguousNames(columns);
    }

    /** A name that several columns have means none of them; each is still a column of its own. */
    private static List<RelationColumn> withoutAmbiguousNames(List<RelationColumn> columns) {
        Map<String, Long> uses =
                columns.stream().collect(Collectors.groupingBy(RelationColumn::name, Collectors.counting()));
        if (uses.size() == columns.size()) {
            return columns;
        }
        List<RelationColumn> apart = new ArrayList<>();
        for (RelationColumn column : columns) {
            apart.add(uses.getOrDefault(column.name(), 1L) > 1 ? column.nameless(apart.size()) : column);
        }
        return apart;
    }

    private static Optional<ColumnType> commonType(List<Block> bodies, int column) {
        Optional<ColumnType> type = bodies.get(0).outputs.get(column).type();
        boolean same =
                bodies.stream().allMatch(body -> body.outputs.get(column).type().equals(type));
        return same ? type : Optional.empty();
    }
}
