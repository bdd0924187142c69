package io.kintsugi.router.planner.workbench;

import static java.util.Objects.requireNonNull;

import io.kintsugi.router.lexer.TokenSpan;
import io.kintsugi.router.planner.analysis.Analysis;
import io.kintsugi.router.planner.dialect.SqlDialect;
import io.kintsugi.router.planner.scope.Relation;
import io.kintsugi.router.schema.LogicalTable;
import io.kintsugi.router.syntax.ExplicitTable;
import io.kintsugi.router.syntax.Identifier;
import io.kintsugi.router.syntax.SelectItem;
import io.kintsugi.router.syntax.SyntaxWalker;
import io.kintsugi.router.syntax.TableReference;
import io.kintsugi.router.syntax.TableReferences;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The members of WITH that stand for tables, and what that changes in the text.
 *
 * @param members in order of their parameters
 * @param labels items of select lists, in planned ordinals, whose text is the column's name and must stay it
 */
record StandIns(List<Member> members, List<Rename> renames, List<TokenSpan> labels) {
    /** So begin the names of members that no table has. */
    private static final String PREFIX = "kintsugi_table_";

    /** @param table the 0-based number of the table whose rows it has */
    record Member(String name, int table) {
        Member {
            requireNonNull(name, "name");
        }
    }

    /** Tokens, in planned ordinals, and what stands in their place. */
    record Rename(TokenSpan tokens, String text) {
        Rename {
            requireNonNull(tokens, "tokens");
            requireNonNull(text, "text");
        }
    }

    StandIns {
        members = List.copyOf(members);
        renames = List.copyOf(renames);
        labels = List.copyOf(labels);
    }

    /** One of the table's own name for all references to it; these lose their qualifiers. */
    static StandIns ofTables(Analysis analysis, List<LogicalTable> tables) {
        List<Member> members = new ArrayList<>();
        for (int table = 0; table < tables.size(); table++) {
            members.add(new Member(tables.get(table).name(), table));
        }
        List<Rename> renames = references(analysis).stream()
                .map(reference -> reference.name().parts())
                .filter(parts -> parts.size() > 1)
                .map(parts -> new Rename(
                        new TokenSpan(
                                parts.get(0).span().first(),
                                parts.get(parts.size() - 1).span().first()),
                        ""))
                .toList();
        return new StandIns(members, renames, List.of());
    }

    /**
     * One for each reference, which is known by the table's name still. {@code TABLE name} takes no alias: what stands
     * for it has the table's own name.
     */
    static StandIns ofReferences(Analysis analysis, List<LogicalTable> tables) {
        SqlDialect dialect = SqlDialect.of(analysis.context());
        List<TableReference> unnamed = SyntaxWalker.find(analysis.statement(), ExplicitTable.class).stream()
                .map(ExplicitTable::table)
                .toList();
        List<Member> members = new ArrayList<>();
        List<Rename> renames = new ArrayList<>();
        for (TableReference reference : references(analysis)) {
            Optional<LogicalTable> table = tableOf(reference, analysis);
            if (table.isPresent() && !unnamed.contains(reference)) {
                Member member = new Member(PREFIX + (members.size() + 1), tables.indexOf(table.get()));
                members.add(member);
                List<Identifier> parts = reference.name().parts();
                Identifier name = parts.get(parts.size() - 1);
                String known = reference.alias().isPresent() ? "" : " AS " + dialect.quote(name.name());
                renames.add(new Rename(
                        new TokenSpan(parts.get(0).span().first(), name.span().end()),
                        dialect.quote(member.name()) + known));
            }
        }
        unnamed.stream()
                .flatMap(reference -> tableOf(reference, analysis).stream())
                .distinct()
                .map(table -> new Member(table.name(), tables.indexOf(table)))
                .forEach(members::add);
        return new StandIns(members, renames, labels(analysis, renames));
    }

    private static List<TokenSpan> labels(Analysis analysis, List<Rename> renames) {
        return SyntaxWalker.find(analysis.statement(), SelectItem.class).stream()
                .filter(item -> item.alias().isEmpty())
                .map(SelectItem::span)
                .filter(item -> renames.stream()
                        .map(Rename::tokens)
                        .anyMatch(tokens -> tokens.first() >= item.first() && tokens.end() <= item.end()))
                .toList();
    }

    private static List<TableReference> references(Analysis analysis) {
        return TableReferences.of(analysis.statement()).stream()
                .filter(reference -> !reference.commonTable())
                .map(TableReferences.Scoped::table)
                .toList();
    }

    private static Optional<LogicalTable> tableOf(TableReference reference, Analysis analysis) {
        return analysis.logicalTables().stream()
                .filter(relation -> relation.token() >= reference.span().first()
                        && relation.token() < reference.span().end())
                .findFirst()
                .flatMap(Relation::table);
    }
}
