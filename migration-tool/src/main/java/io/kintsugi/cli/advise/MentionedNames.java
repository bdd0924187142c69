package io.kintsugi.cli.advise;

import io.kintsugi.errors.ShardException;
import io.kintsugi.router.lexer.LexedSql;
import io.kintsugi.router.lexer.SqlLexer;
import io.kintsugi.router.lexer.TokenKind;
import io.kintsugi.router.schema.DdlSchema;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Which tables a text could depend on: every name in it that is a table, also through views. Stateless. */
final class MentionedNames {
    private final SqlLexer lexer;
    private final Map<String, String> views = new LinkedHashMap<>();
    private final Set<String> tables;

    MentionedNames(SqlLexer lexer, DdlSchema schema, Set<String> tables) {
        this.lexer = lexer;
        this.tables = tables;
        schema.tables().forEach(table -> table.viewDefinition().ifPresent(query -> views.put(table.name(), query)));
    }

    Set<String> tables(String sql) {
        Set<String> names = new TreeSet<>();
        collect(sql, names);
        names.retainAll(tables);
        return names;
    }

    private void collect(String sql, Set<String> names) {
        LexedSql lexed;
        try {
            lexed = lexer.lex(sql);
        } catch (ShardException notUnderstood) {
            // Nothing is known of it, so it may depend on everything.
            names.addAll(tables);
            return;
        }
        for (int i = 0; i < lexed.count(); i++) {
            TokenKind kind = lexed.kind(i);
            if (kind != TokenKind.WORD && kind != TokenKind.QUOTED_IDENTIFIER) {
                continue;
            }
            String name = lexed.identifier(i);
            String view = views.get(name);
            if (names.add(name) && view != null) {
                collect(view, names);
            }
        }
    }
}
