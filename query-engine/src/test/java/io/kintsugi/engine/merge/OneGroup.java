package io.kintsugi.engine.merge;

import io.kintsugi.router.plan.Merge;
import io.kintsugi.router.plan.OutputColumn;
import io.kintsugi.router.plan.ValueExpression;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** What the merge computes of one row of inputs. */
public final class OneGroup {
    private OneGroup() {}

    /**
     * The text of an expression.
     *
     * @param described the type that the server says it has
     */
    public static @Nullable String value(
            ValueExpression expression,
            List<@Nullable String> inputs,
            ColumnFacts facts,
            ValueType described,
            ValueRules rules)
            throws SQLException {
        List<OutputColumn> further = new ArrayList<>();
        // The visible column comes first, also among the shards' columns.
        for (int input = 0; input < inputs.size(); input++) {
            further.add(new OutputColumn.Same(input + 1));
        }
        Merge merge = new Merge(
                Merge.Kind.GROUP,
                List.of(),
                List.of(new OutputColumn.Computed(shifted(expression))),
                List.of(),
                false,
                List.of(),
                0,
                OptionalLong.empty(),
                inputs.size() + 1,
                further,
                Optional.empty(),
                OptionalLong.empty(),
                Optional.empty());
        GroupMerge groups = new GroupMerge(merge, rules, behind(facts, described), new MergeBudget(10, 1_000_000));
        groups.add(row(inputs));
        return groups.result().get(0).get(0);
    }

    private static ValueExpression shifted(ValueExpression expression) {
        return expression.accept(new ValueExpression.Visitor<>() {
            @Override
            public ValueExpression visit(ValueExpression.Input node) {
                return new ValueExpression.Input(node.position() + 1);
            }

            @Override
            public ValueExpression visit(ValueExpression.Null node) {
                return node;
            }

            @Override
            public ValueExpression visit(ValueExpression.Operation node) {
                return new ValueExpression.Operation(
                        node.operator(),
                        node.operands().stream().map(OneGroup::shifted).toList());
            }

            @Override
            public ValueExpression visit(ValueExpression.Cast node) {
                return new ValueExpression.Cast(shifted(node.operand()), node.target(), node.precision(), node.scale());
            }
        });
    }

    private static ColumnFacts behind(ColumnFacts facts, ValueType described) {
        return new ColumnFacts() {
            @Override
            public SumKind sumKind(int column) {
                return facts.sumKind(column - 1);
            }

            @Override
            public ValueType type(int column) {
                return column == 0 ? described : facts.type(column - 1);
            }

            @Override
            public int scale(int column) {
                return facts.scale(column - 1);
            }
        };
    }

    private static RowSource row(List<@Nullable String> inputs) {
        return new RowSource() {
            private boolean read;

            @Override
            public boolean next() {
                boolean first = !read;
                read = true;
                return first;
            }

            @Override
            public @Nullable String text(int column) {
                return inputs.get(column - 1);
            }
        };
    }
}
