package io.kintsugi.router.facade;

import io.kintsugi.errors.ErrorCode;
import io.kintsugi.errors.ShardException;
import io.kintsugi.router.RoutingContext;
import io.kintsugi.router.lexer.LexedSql;
import io.kintsugi.router.lexer.StatementClass;
import io.kintsugi.router.lexer.TokenKind;
import io.kintsugi.router.plan.ExecutionPlan;
import io.kintsugi.router.planner.CertainTarget;
import io.kintsugi.router.syntax.MySqlCommand;
import io.kintsugi.router.syntax.SettingCommand;
import io.kintsugi.router.syntax.TransactionCommand;
import io.kintsugi.router.syntax.VariableScope;
import java.util.Locale;
import java.util.Set;

/** Statements of MySQL that are neither queries nor changes of data, planned without a tree or a cache. */
final class MySqlStatements {
    /** What SHOW tells of the connection's last statement. */
    private static final Set<String> OF_LAST_STATEMENT =
            Set.of("WARNINGS", "ERRORS", "COUNT(*) WARNINGS", "COUNT(*) ERRORS", "COUNT WARNINGS", "COUNT ERRORS");

    private MySqlStatements() {}

    static ExecutionPlan plan(LexedSql sql, StatementClass kind, RoutingContext context) {
        if (kind.isDefinition()) {
            return OtherStatements.definition(sql, context);
        }
        return switch (kind) {
            case BEGIN, COMMIT, ROLLBACK, SAVEPOINT, RELEASE, ROLLBACK_TO ->
                new ExecutionPlan.Transaction(
                        TransactionCommand.parse(sql), OtherStatements.session("transaction control"));
            case SET -> set(sql);
            case USE -> command(MySqlCommand.parse(sql), sql, "the default database of the session");
            case SHOW -> show(sql, context);
            case DESCRIBE -> catalog(sql, "the catalog has the definition of every table");
            case DO -> doing(sql, kind, context);
            case LOCK ->
                certain(
                        sql,
                        kind,
                        context,
                        "LOCK is about one server, and the tables of a cluster lie on several",
                        "Leave it out, which mysqldump does with --skip-add-locks; or bind the session to a shard first:"
                                + " SET kintsugi.shard = '<keyspace>/<shard>'.");
            case KILL ->
                throw refused(
                        "KILL names a connection of one server, which is not the application's own",
                        "Cancel the statement through the driver, or kill it on its server.",
                        sql);
            case LOAD_DATA ->
                certain(
                        sql,
                        kind,
                        context,
                        "LOAD DATA sends a file to one server, whose rows may belong to others",
                        "Insert the rows in batches, or bind the session to a shard whose rows the file holds.");
            case ADMINISTRATION ->
                certain(
                        sql,
                        kind,
                        context,
                        "This is about servers, not about the logical database",
                        "Run it on each server with a tool of the database.");
            case XA ->
                throw refused(
                        "XA transactions are Kintsugi's own means to commit on several shards",
                        "Use BEGIN and COMMIT.",
                        sql);
            default -> OtherStatements.plan(sql, kind, context);
        };
    }

    private static ExecutionPlan command(MySqlCommand command, LexedSql sql, String reason) {
        return new ExecutionPlan.Command(command, sql.sql(), OtherStatements.session(reason));
    }

    private static ExecutionPlan catalog(LexedSql sql, String reason) {
        return OtherStatements.catalog(sql, false, reason);
    }

    private static ExecutionPlan set(LexedSql sql) {
        MySqlCommand command = MySqlCommand.parse(sql);
        if (command instanceof MySqlCommand.SetVariables variables) {
            variables.settings().forEach(setting -> requireOfSession(setting, sql));
        }
        if (command instanceof MySqlCommand.SetOther other) {
            throw refused(
                    "SET " + other.what() + " is about accounts and servers, not about the logical database",
                    "Run it on each server with a tool of the database.",
                    sql);
        }
        return command(command, sql, "a setting of the session");
    }

    private static void requireOfSession(MySqlCommand.VariableSetting setting, LexedSql sql) {
        VariableScope scope = setting.scope();
        if (scope == VariableScope.GLOBAL || scope == VariableScope.PERSIST || scope == VariableScope.PERSIST_ONLY) {
            throw refused(
                    "SET " + scope + " " + setting.name() + " is about one server",
                    "Set it on each server with a tool of the database, or for this session: SET SESSION.",
                    sql);
        }
    }

    private static ExecutionPlan show(LexedSql sql, RoutingContext context) {
        if (sql.isKeyword(1, "KINTSUGI") && sql.isSymbol(2, ".")) {
            return new ExecutionPlan.Session(
                    SettingCommand.parse(sql), sql.sql(), OtherStatements.session("a setting of the session"));
        }
        MySqlCommand command = MySqlCommand.parse(sql);
        String what = command instanceof MySqlCommand.Show show ? show.what() : "";
        if (OF_LAST_STATEMENT.contains(what)) {
            return command(command, sql, "what the session's last statement left behind");
        }
        if (what.equals("TABLE STATUS")) {
            throw refused(
                    "SHOW TABLE STATUS would tell of the catalog's empty tables",
                    "Ask each shard: SET kintsugi.shard = '<keyspace>/<shard>', then add the answers up.",
                    sql);
        }
        return catalog(sql, "SHOW is answered by the catalog");
    }

    /** DO of functions alone, such as DO RELEASE_LOCK('a'): on the catalog, where such functions belong. */
    private static ExecutionPlan doing(LexedSql sql, StatementClass kind, RoutingContext context) {
        if (CertainTarget.of(sql, context).isPresent()) {
            return OtherStatements.atCertainTarget(sql, kind, context);
        }
        for (int i = 1; i < sql.count(); i++) {
            boolean reads = sql.isKeyword(i, "SELECT") || sql.isKeyword(i, "TABLE") || sql.isKeyword(i, "VALUES");
            boolean unknown = sql.isSymbol(i + 1, "(")
                    && sql.kind(i) == TokenKind.WORD
                    && context.schema()
                            .function(sql.identifier(i).toLowerCase(Locale.ROOT))
                            .filter(traits -> !traits.userDefined())
                            .isEmpty();
            if (reads || unknown) {
                return OtherStatements.atCertainTarget(sql, kind, context);
            }
        }
        return OtherStatements.catalog(sql, true, "functions that act on a server run in one place: the catalog");
    }

    private static ExecutionPlan certain(
            LexedSql sql, StatementClass kind, RoutingContext context, String reason, String remedy) {
        if (CertainTarget.of(sql, context).isEmpty()) {
            throw refused(reason, remedy, sql);
        }
        return OtherStatements.atCertainTarget(sql, kind, context);
    }

    private static ShardException refused(String reason, String remedy, LexedSql sql) {
        return new ShardException(ErrorCode.UNSUPPORTED_STATEMENT, reason + " (" + sql.position(0) + ").")
                .withRemedy(remedy);
    }
}
