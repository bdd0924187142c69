package io.kintsugi.router.planner.ddl;

import io.kintsugi.errors.ShardException;
import io.kintsugi.router.lexer.LexedSql;
import io.kintsugi.router.lexer.TokenKind;
import io.kintsugi.router.lexer.TokenSpan;
import io.kintsugi.router.schema.LogicalTable;
import io.kintsugi.topology.Keyspace;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The tables a text may mean: every name in it that is a table's, through views too. Deliberately too many rather than
 * too few, since a column that shares a table's name costs at most a refusal. Confined to one question.
 */
final class MentionedTables {
    private final TableDefinitions definitions;
    private final Placements placements;
    private final Map<String, Keyspace> keyspaces = new LinkedHashMap<>();
    private final Set<String> expandedViews = new HashSet<>();

    private MentionedTables(TableDefinitions definitions, Placements placements) {
        this.definitions = definitions;
        this.placements = placements;
    }

    /** The keyspaces of all tables mentioned between these tokens, strings (function bodies) included. */
    static Collection<Keyspace> keyspaces(
            LexedSql sql, TokenSpan span, TableDefinitions definitions, Placements placements) {
        MentionedTables mentioned = new MentionedTables(definitions, placements);
        mentioned.scan(sql, span);
        return mentioned.keyspaces.values();
    }

    private void scan(LexedSql sql, TokenSpan span) {
        for (int i = span.first(); i < span.end(); i++) {
            TokenKind kind = sql.kind(i);
            if (kind == TokenKind.WORD || kind == TokenKind.QUOTED_IDENTIFIER) {
                Optional<String> qualifier =
                        sql.isSymbol(i - 1, ".") ? Optional.of(sql.identifier(i - 2)) : Optional.empty();
                name(qualifier, sql.identifier(i));
            }
            if (kind == TokenKind.STRING) {
                scanText(sql.unquote(i));
            }
        }
    }

    private void scanText(String text) {
        try {
            LexedSql inner = definitions.lex(text);
            scan(inner, new TokenSpan(0, inner.count()));
        } catch (ShardException notSql) {
            // A string that is no SQL text cannot name a table that a query would read.
            return;
        }
    }

    private void name(Optional<String> qualifier, String name) {
        Optional<LogicalTable> known =
                qualifier.flatMap(schema -> definitions.find(schema, name)).or(() -> definitions.find(name));
        Optional<String> view = known.flatMap(LogicalTable::viewDefinition);
        if (view.isPresent()) {
            expand(name, view.get());
            return;
        }
        Optional<Placement> place = placements.find(name);
        place.filter(found -> found.listed() || known.isPresent())
                .ifPresent(found -> keyspaces.put(found.keyspace().name(), found.keyspace()));
    }

    private void expand(String view, String definition) {
        if (expandedViews.add(view)) {
            scanText(definition);
        }
    }
}
