package io.kintsugi.router.planner;

import io.kintsugi.errors.ErrorCode;
import io.kintsugi.router.lexer.LexedSql;
import io.kintsugi.router.lexer.TokenKind;
import io.kintsugi.router.planner.analysis.Analysis;
import io.kintsugi.router.planner.bind.Refusal;
import io.kintsugi.router.planner.scope.Relation;
import io.kintsugi.router.planner.scope.RelationKind;
import io.kintsugi.topology.Dialect;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** What the system catalog says of rows would be said of the catalog's tables, which are empty (sql-pitfalls 20). */
final class CatalogStatistics {
    private static final Pattern RELATIONS = Pattern.compile(
            "pg_stat_(user|all|sys|xact)_|pg_statio_|pg_stats|pg_statistic|innodb_(table|index)_?stats|schema_table_stat");

    /**
     * Relations of MySQL that tell of definitions and of rows at once, and their columns about rows. Not among them is
     * CARDINALITY of STATISTICS: tools that ask for the indexes name it along with the rest, as they name
     * pg_class.reltuples.
     */
    private static final Set<String> MIXED = Set.of("tables", "partitions");

    private static final Set<String> COLUMNS = Set.of(
            "table_rows",
            "avg_row_length",
            "data_length",
            "max_data_length",
            "index_length",
            "data_free",
            "auto_increment");

    private CatalogStatistics() {}

    static void refuse(Analysis analysis) {
        List<Relation> relations = analysis.tables(RelationKind.SYSTEM);
        for (Relation relation : relations) {
            if (RELATIONS
                    .matcher(relation.systemName().toLowerCase(Locale.ROOT))
                    .lookingAt()) {
                throw refusal(relation.systemName(), relation.token());
            }
        }
        boolean mixed = relations.stream()
                .anyMatch(relation -> MIXED.contains(relation.systemName().toLowerCase(Locale.ROOT)));
        if (mixed && analysis.context().topology().dialect() == Dialect.MYSQL) {
            refuseColumns(analysis.source().sql());
        }
    }

    private static void refuseColumns(LexedSql sql) {
        for (int i = 0; i < sql.count(); i++) {
            boolean name = sql.kind(i) == TokenKind.WORD || sql.kind(i) == TokenKind.QUOTED_IDENTIFIER;
            if (name && COLUMNS.contains(sql.identifier(i).toLowerCase(Locale.ROOT))) {
                throw refusal(sql.identifier(i), i);
            }
        }
    }

    private static RuntimeException refusal(String what, int token) {
        return new Refusal(
                        ErrorCode.UNSUPPORTED_STATEMENT,
                        what + " would tell of the catalog's empty tables",
                        "Ask each shard: SET kintsugi.shard = '<keyspace>/<shard>', then add the answers up.",
                        token)
                .thrown();
    }
}
