package io.kintsugi.router.facade;

import io.kintsugi.router.lexer.LexedSql;
import io.kintsugi.router.lexer.StatementClass;
import io.kintsugi.router.plan.TransactionEffect;
import java.util.Set;

/**
 * "Statements That Cause an Implicit Commit" of MySQL's manual, as far as they are let through; definitions, which are
 * jobs of their own and commit there, are not asked about. What a procedure or a prepared statement does, no text says:
 * for these the server is asked afterwards.
 */
final class ImplicitCommits {
    private static final Set<String> OF_TABLES = Set.of("OPTIMIZE", "CHECK", "REPAIR");

    /** CACHE and LOAD are about indexes; START, STOP and CHANGE about replication. */
    private static final Set<String> OF_SERVERS =
            Set.of("CACHE", "LOAD", "FLUSH", "INSTALL", "UNINSTALL", "IMPORT", "START", "STOP", "CHANGE");

    private ImplicitCommits() {}

    static TransactionEffect effect(LexedSql sql, StatementClass kind) {
        return switch (kind) {
            case CALL, EXECUTE -> TransactionEffect.MAY_COMMIT;
            case ANALYZE -> TransactionEffect.COMMITS_FIRST;
            case LOCK -> isOfTables(sql) ? TransactionEffect.LOCKS_TABLES : TransactionEffect.NONE;
            case UNLOCK -> isOfTables(sql) ? TransactionEffect.UNLOCKS_TABLES : TransactionEffect.NONE;
            case MAINTENANCE -> committing(isOneOf(sql, OF_TABLES));
            case ADMINISTRATION -> committing(isOneOf(sql, OF_SERVERS) || isReset(sql));
            default -> TransactionEffect.NONE;
        };
    }

    private static TransactionEffect committing(boolean commits) {
        return commits ? TransactionEffect.COMMITS_FIRST : TransactionEffect.NONE;
    }

    private static boolean isOfTables(LexedSql sql) {
        return sql.isKeyword(1, "TABLES") || sql.isKeyword(1, "TABLE");
    }

    private static boolean isOneOf(LexedSql sql, Set<String> words) {
        return words.stream().anyMatch(word -> sql.isKeyword(0, word));
    }

    private static boolean isReset(LexedSql sql) {
        return sql.isKeyword(0, "RESET") && !sql.isKeyword(1, "PERSIST");
    }
}
