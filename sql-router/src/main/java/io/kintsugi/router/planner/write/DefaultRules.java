package io.kintsugi.router.planner.write;

import io.kintsugi.errors.ShardException;
import io.kintsugi.router.lexer.LexedSql;
import io.kintsugi.router.lexer.ParameterStyle;
import io.kintsugi.router.lexer.TokenKind;
import io.kintsugi.router.planner.analysis.Analysis;
import io.kintsugi.router.planner.dialect.SqlDialect;
import io.kintsugi.router.schema.FunctionTraits;
import io.kintsugi.router.schema.FunctionTraits.Volatility;
import io.kintsugi.router.schema.LogicalColumn;
import io.kintsugi.router.schema.LogicalColumn.Identity;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Refuses INSERTs into reference tables whose omitted columns have defaults that differ between shards. */
final class DefaultRules {
    private static final Set<String> CLOCK_WORDS = Set.of(
            "current_date",
            "current_time",
            "current_timestamp",
            "localtime",
            "localtimestamp",
            "current_user",
            "session_user");

    private final Analysis analysis;
    private final InsertTarget target;
    private final SqlDialect dialect;

    DefaultRules(Analysis analysis, InsertTarget target) {
        this.analysis = analysis;
        this.target = target;
        this.dialect = SqlDialect.of(analysis.context());
    }

    void check(List<GeneratedColumn> generated) {
        List<String> filled = generated.stream().map(GeneratedColumn::name).toList();
        for (LogicalColumn column : columnsAtRisk()) {
            boolean ours = filled.contains(column.name());
            boolean varies = column.identity() != Identity.NONE
                    || column.defaultExpression().filter(this::varies).isPresent();
            if (!ours && varies) {
                throw WriteRefusals.reference(
                        target.relation(),
                        "the default of " + column.name() + " gives another value on each shard",
                        "Give " + column.name() + " a value, or let Kintsugi generate it (generate: in the topology).",
                        target.relation().token());
            }
        }
    }

    /** Omitted columns; where the word DEFAULT stands somewhere, all of them. */
    private List<LogicalColumn> columnsAtRisk() {
        boolean wordDefault = false;
        LexedSql sql = analysis.source().sql();
        for (int i = 0; i < sql.count(); i++) {
            wordDefault |= sql.isKeyword(i, "DEFAULT");
        }
        return wordDefault
                ? target.relation().table().map(table -> table.columns()).orElse(List.of())
                : target.omitted();
    }

    /** Whether a default calls anything but immutable functions; what cannot be read counts as varying. */
    private boolean varies(String expression) {
        try {
            LexedSql sql = dialect.definitionLexer(ParameterStyle.NUMBERED, analysis.context())
                    .lex(expression);
            for (int i = 0; i < sql.count(); i++) {
                if (isVarying(sql, i)) {
                    return true;
                }
            }
            return false;
        } catch (ShardException unreadable) {
            return true;
        }
    }

    private boolean isVarying(LexedSql sql, int i) {
        if (sql.kind(i) == TokenKind.STRING) {
            return dialect.readsClockFromText()
                    && Set.of("now", "today").contains(sql.unquote(i).toLowerCase(Locale.ROOT));
        }
        if (sql.kind(i) != TokenKind.WORD) {
            return false;
        }
        String word = sql.identifier(i).toLowerCase(Locale.ROOT);
        if (dialect.pinsClocks() && dialect.isClock(word)) {
            return false;
        }
        if (!sql.isSymbol(i + 1, "(")) {
            return CLOCK_WORDS.contains(word);
        }
        Optional<FunctionTraits> function = analysis.context().schema().function(word);
        boolean type =
                function.isEmpty() && (word.equals("numeric") || word.equals("varchar") || word.equals("varying"));
        boolean trusted = function.filter(f -> f.volatility() == Volatility.IMMUTABLE && !f.userDefined())
                .isPresent();
        return !type && !trusted;
    }
}
