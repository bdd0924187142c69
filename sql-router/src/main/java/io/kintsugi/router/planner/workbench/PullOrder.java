package io.kintsugi.router.planner.workbench;

import io.kintsugi.router.planner.analysis.Analysis;
import io.kintsugi.router.planner.scope.ColumnNode;
import io.kintsugi.router.planner.scope.Relation;
import io.kintsugi.router.planner.scope.RelationKind;
import io.kintsugi.router.schema.LogicalColumn;
import io.kintsugi.router.schema.LogicalTable;
import io.kintsugi.router.syntax.ColumnReference;
import io.kintsugi.router.syntax.Query;
import io.kintsugi.router.syntax.SyntaxWalker;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * In which order the tables of a query are best pulled, where joins by which one table's rows tell which of another's
 * matter: those first whose conditions leave few rows, as far as one can see; then one by one those that are joined to
 * them. Only rows that change nothing of the result stay behind (sql-pitfalls 6): a join of WHERE or ON which holds for
 * every row to which a row contributes does not hold for a row of nulls in its place either.
 *
 * <p>A table that is read several times is pulled with every row that any reference needs, so it is not sorted out.
 * Confined to one planning.
 */
final class PullOrder {
    private static final int ANY_ROWS = 2;

    private final Analysis analysis;
    private final HandOver handOver;
    private final List<PulledTable> tables;
    private final List<List<Relation>> references;
    private final Set<String> named;
    private final List<Integer> first = new ArrayList<>();
    private final List<Integer> known = new ArrayList<>();
    private final Map<Integer, KeyReduction> reduced = new LinkedHashMap<>();

    private PullOrder(
            Analysis analysis,
            Query query,
            HandOver handOver,
            List<PulledTable> tables,
            List<List<Relation>> references) {
        this.analysis = analysis;
        this.handOver = handOver;
        this.tables = tables;
        this.references = references;
        this.named = SyntaxWalker.find(query, ColumnReference.class).stream()
                .map(ColumnReference::column)
                .collect(Collectors.toSet());
    }

    /** The turns; empty where nothing is to be gained. */
    static List<PullTemplate> of(
            Analysis analysis,
            Query query,
            HandOver handOver,
            List<PulledTable> tables,
            List<List<Relation>> references) {
        int least = tables.stream().mapToInt(PulledTable::rank).min().orElse(ANY_ROWS);
        if (tables.size() < 2 || least == ANY_ROWS) {
            return List.of();
        }
        PullOrder order = new PullOrder(analysis, query, handOver, tables, references);
        order.decide(least);
        return order.turns();
    }

    private void decide(int least) {
        for (int rank = least; rank <= ANY_ROWS; rank++) {
            for (int number : pulledLater()) {
                if (tables.get(number).rank() == rank) {
                    first.add(number);
                    known.add(number);
                }
            }
            // Whoever has no conditions tells nobody anything.
            if (rank < ANY_ROWS) {
                reduceWhatCanBe();
            }
        }
    }

    private List<Integer> pulledLater() {
        return IntStream.range(0, tables.size())
                .filter(number -> !known.contains(number))
                .boxed()
                .toList();
    }

    private void reduceWhatCanBe() {
        boolean goesOn = true;
        while (goesOn) {
            goesOn = false;
            for (int number : pulledLater()) {
                Optional<KeyReduction> reduction = reduction(number);
                if (reduction.isPresent()) {
                    reduced.put(number, reduction.get());
                    known.add(number);
                    goesOn = true;
                }
            }
        }
    }

    private Optional<KeyReduction> reduction(int number) {
        Relation relation = references.get(number).get(0);
        // A reference table is small: it is not worth a turn of its own.
        if (references.get(number).size() > 1 || relation.kind() == RelationKind.REFERENCE) {
            return Optional.empty();
        }
        for (LogicalColumn column : relation.table().map(LogicalTable::columns).orElse(List.of())) {
            Optional<String> keyType = handOver.keyType(column);
            Optional<KeyReduction> found = keyType.flatMap(type -> seenAs(relation, column)
                    .filter(node -> named.contains(node.column()))
                    .flatMap(node -> reduction(number, node, column, type)));
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private static Optional<ColumnNode> seenAs(Relation relation, LogicalColumn column) {
        return relation.columns().orElse(List.of()).stream()
                .map(seen -> new ColumnNode(relation, seen.name()))
                .filter(node -> node.stored().filter(column::equals).isPresent())
                .findFirst();
    }

    private Optional<KeyReduction> reduction(int number, ColumnNode node, LogicalColumn column, String keyType) {
        Set<ColumnNode> equal = analysis.classOf(node).members();
        for (int source : known) {
            for (Relation other : references.get(source)) {
                Optional<LogicalColumn> key = equal.stream()
                        .filter(member -> member.relation().equals(other))
                        .flatMap(member -> member.stored().stream())
                        .filter(stored ->
                                handOver.keyType(stored).filter(keyType::equals).isPresent())
                        .findFirst();
                if (source != number && key.isPresent()) {
                    return Optional.of(new KeyReduction(column, source, key.get(), keyType));
                }
            }
        }
        return Optional.empty();
    }

    private List<PullTemplate> turns() {
        if (reduced.isEmpty()) {
            return List.of();
        }
        List<KeyReduction> lists = List.copyOf(reduced.values());
        List<PullTemplate> turns = new ArrayList<>();
        turns.add(new PullTemplate(tables, first, gives(lists, first), Optional.empty(), 0));
        List<Integer> later = List.copyOf(reduced.keySet());
        for (int list = 0; list < later.size(); list++) {
            List<Integer> own = List.of(later.get(list));
            turns.add(new PullTemplate(tables, own, gives(lists, own), Optional.of(lists.get(list)), list));
        }
        return turns;
    }

    private static Map<Integer, KeyReduction> gives(List<KeyReduction> lists, List<Integer> numbers) {
        Map<Integer, KeyReduction> gives = new LinkedHashMap<>();
        for (int list = 0; list < lists.size(); list++) {
            if (numbers.contains(lists.get(list).source())) {
                gives.put(list, lists.get(list));
            }
        }
        return gives;
    }
}
