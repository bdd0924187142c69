package io.kintsugi.router.planner.write;

import io.kintsugi.errors.ShardException;
import io.kintsugi.router.lexer.LexedSql;
import io.kintsugi.router.lexer.ParameterStyle;
import io.kintsugi.router.lexer.TokenKind;
import io.kintsugi.router.planner.analysis.Analysis;
import io.kintsugi.router.planner.bind.ClockWords;
import io.kintsugi.router.planner.dialect.SqlDialect;
import io.kintsugi.router.planner.scope.Relation;
import io.kintsugi.router.schema.FunctionTraits;
import io.kintsugi.router.schema.FunctionTraits.Volatility;
import io.kintsugi.router.schema.LogicalColumn;
import io.kintsugi.router.schema.LogicalColumn.Identity;
import io.kintsugi.router.schema.LogicalTable;
import io.kintsugi.router.syntax.Assignment;
import io.kintsugi.router.syntax.DefaultValue;
import io.kintsugi.router.syntax.SyntaxWalker;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Refuses writes to reference tables that take defaults which differ between shards. */
final class DefaultRules {
    private static final Set<String> CLOCK_WORDS =
            Set.of("current_date", "current_time", "current_timestamp", "localtime", "localtimestamp");

    private final Analysis analysis;
    private final Relation relation;
    private final SqlDialect dialect;

    DefaultRules(Analysis analysis, Relation relation) {
        this.analysis = analysis;
        this.relation = relation;
        this.dialect = SqlDialect.of(analysis.context());
    }

    /** For INSERT: the columns it omits; where the word DEFAULT stands somewhere, all of them. */
    void check(InsertTarget target, List<GeneratedColumn> generated) {
        List<String> filled = generated.stream().map(GeneratedColumn::name).toList();
        List<LogicalColumn> atRisk = namesDefault() ? columns() : target.omitted();
        for (LogicalColumn column : atRisk) {
            if (!filled.contains(column.name()) && varies(column)) {
                throw refusal(
                        column,
                        "Give " + column.name() + " a value, or let Kintsugi generate it (generate: in the topology).");
            }
        }
    }

    private boolean namesDefault() {
        LexedSql sql = analysis.source().sql();
        for (int i = 0; i < sql.count(); i++) {
            if (sql.isKeyword(i, "DEFAULT")) {
                return true;
            }
        }
        return false;
    }

    /** For UPDATE: the columns that are set to DEFAULT. */
    void checkAssigned() {
        Set<String> named = new HashSet<>();
        for (Assignment assignment : SyntaxWalker.find(analysis.statement(), Assignment.class)) {
            if (!SyntaxWalker.find(assignment, DefaultValue.class).isEmpty()) {
                assignment.columns().forEach(column -> named.add(column.name()));
            }
        }
        for (LogicalColumn column : columns()) {
            if (named.contains(column.name()) && varies(column)) {
                throw refusal(column, "Give " + column.name() + " a value.");
            }
        }
    }

    private List<LogicalColumn> columns() {
        return relation.table().map(LogicalTable::columns).orElse(List.of());
    }

    private boolean varies(LogicalColumn column) {
        return column.identity() != Identity.NONE
                || column.defaultExpression().filter(this::varies).isPresent();
    }

    private RuntimeException refusal(LogicalColumn column, String remedy) {
        return WriteRefusals.reference(
                relation,
                "the default of " + column.name() + " gives another value on each shard",
                remedy,
                relation.token());
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
            return dialect.readsClockFromText() && ClockWords.has(sql.unquote(i));
        }
        if (sql.kind(i) == TokenKind.VARIABLE) {
            return true;
        }
        if (sql.kind(i) != TokenKind.WORD) {
            return false;
        }
        String word = sql.identifier(i).toLowerCase(Locale.ROOT);
        if (dialect.pinsClocks() && dialect.isClock(word)) {
            return false;
        }
        if (!sql.isSymbol(i + 1, "(")) {
            return CLOCK_WORDS.contains(word) || ServerFacts.isOne(word);
        }
        Optional<FunctionTraits> function = analysis.context().schema().function(word);
        boolean type =
                function.isEmpty() && (word.equals("numeric") || word.equals("varchar") || word.equals("varying"));
        boolean trusted = function.filter(f -> f.volatility() == Volatility.IMMUTABLE && !f.userDefined())
                .isPresent();
        return !type && !trusted;
    }
}
