package io.kintsugi.engine;

import io.kintsugi.engine.api.ExecuteOptions;
import io.kintsugi.engine.api.StatementResult;
import io.kintsugi.engine.session.Characteristics;
import io.kintsugi.engine.session.SessionSettings;
import io.kintsugi.engine.transaction.LogicalTransaction;
import io.kintsugi.errors.ErrorCode;
import io.kintsugi.errors.ShardException;
import io.kintsugi.router.lexer.LexedSql;
import io.kintsugi.router.plan.ExecutionPlan;
import io.kintsugi.router.plan.ShardId;
import io.kintsugi.router.syntax.MySqlCommand;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * SET and USE of MySQL. Confined to the session. A variable is kept as a statement of its own with a constant value,
 * so that every connection the session uses, now or later, can be brought to it.
 */
final class MySqlVariables {
    private static final String USE = "use";

    private static final Set<String> UTF8 = Set.of("utf8mb4", "utf8", "utf8mb3");
    static final String DEFAULT_COLLATION = "utf8mb4_0900_ai_ci";
    static final String COLLATION = "collation_connection";

    private final SessionCore session;
    private final SettingCommands own;
    private final MySqlSettingValues values;

    MySqlVariables(SessionCore session, SettingCommands own, MySqlSettingValues values) {
        this.session = session;
        this.own = own;
        this.values = values;
    }

    StatementResult run(ExecutionPlan.Command plan, ExecuteOptions options) throws SQLException {
        MySqlCommand command = plan.command();
        if (command instanceof MySqlCommand.SetVariables variables) {
            set(variables.settings(), session.lexed(plan.text()));
        } else if (command instanceof MySqlCommand.SetNames names) {
            setNames(names.characterSet(), names.collation());
        } else if (command instanceof MySqlCommand.SetCharacterSet set) {
            setNames(set.characterSet(), Optional.empty());
        } else if (command instanceof MySqlCommand.SetTransaction set) {
            setTransaction(set);
        } else if (command instanceof MySqlCommand.Use use) {
            use(use.database());
        } else {
            throw new ShardException(
                            ErrorCode.UNSUPPORTED_STATEMENT,
                            "What the last statement left behind is not kept for SHOW: it may have run on several servers.")
                    .withRemedy("Ask the statement itself: Statement.getWarnings() and getUpdateCount().");
        }
        return StatementResult.UpdateCount.NOTHING;
    }

    /**
     * The cluster's own database goes by the catalog's name and has another one on each shard: a session is there as
     * long as nothing else was said.
     */
    private void use(String database) throws SQLException {
        if (database.equals(session.engine().view().primary(ShardId.CATALOG).database())) {
            change(session, session.settings().without(USE));
            return;
        }
        boolean ofShard = session.engine().view().databases().stream()
                .anyMatch(shard ->
                        session.engine().view().primary(shard).database().equals(database));
        if (ofShard) {
            throw refused("USE " + database + " would go to the database of one shard on every server.");
        }
        String statement = "USE " + session.dialect().sessions().quoted(database);
        change(session, session.settings().with(USE, statement));
    }

    static ShardException refused(String message) {
        return new ShardException(ErrorCode.UNSUPPORTED_STATEMENT, message)
                .withRemedy("Run it on each server by itself.");
    }

    private void set(List<MySqlCommand.VariableSetting> settings, LexedSql text) throws SQLException {
        if (settings.stream().anyMatch(MySqlVariables::isOwn)) {
            setOwn(settings);
            return;
        }
        MySqlAssignments all = new MySqlAssignments(session, values, text);
        for (MySqlCommand.VariableSetting setting : settings) {
            all.add(setting);
        }
        all.make();
    }

    private static boolean isOwn(MySqlCommand.VariableSetting setting) {
        return SettingCommands.isOwn(setting.name().toLowerCase(Locale.ROOT));
    }

    /** One alone: beside another it could be set although the other is refused. */
    private void setOwn(List<MySqlCommand.VariableSetting> settings) throws SQLException {
        MySqlCommand.VariableSetting setting = settings.get(0);
        if (settings.size() > 1) {
            throw new ShardException(
                            ErrorCode.INVALID_ARGUMENT,
                            "A setting of Kintsugi cannot be set together with other variables.")
                    .withRemedy("Set each in a statement of its own.");
        }
        String name = setting.name().toLowerCase(Locale.ROOT);
        if (setting.isDefault()) {
            own.resetOwn(name);
        } else {
            own.setOwn(name, MySqlAssignments.constant(name, setting));
        }
    }

    private void setTransaction(MySqlCommand.SetTransaction set) throws SQLException {
        Characteristics after = TransactionCommands.with(set.modes(), session.characteristics());
        switch (set.scope()) {
            case SESSION -> MySqlAssignments.make(session, after);
            case SYSTEM -> {
                session.requireNoTransaction("How a transaction runs");
                session.setNextCharacteristics(after);
            }
            case USER, GLOBAL, PERSIST, PERSIST_ONLY ->
                throw refused("SET GLOBAL TRANSACTION would change one server and not the others.");
        }
    }

    static void requireUtf8(String characterSet) {
        if (!UTF8.contains(characterSet.toLowerCase(Locale.ROOT))) {
            throw new ShardException(
                    ErrorCode.INVALID_ARGUMENT, "The client's character set is utf8mb4 and cannot be changed.");
        }
    }

    /** The native driver talks UTF-8; only the collation of constants is the session's choice. */
    private void setNames(Optional<String> characterSet, Optional<String> collation) throws SQLException {
        requireUtf8(characterSet.orElse("utf8mb4"));
        String statement = collationStatement(collation.orElse(DEFAULT_COLLATION));
        change(session, session.settings().with(COLLATION, statement));
    }

    static String collationStatement(String collation) {
        return "SET SESSION " + COLLATION + " = '" + collation.replace("'", "''") + "'";
    }

    /** As in MySQL, no rollback takes a setting back. */
    static void change(SessionCore session, SessionSettings after) throws SQLException {
        Optional<LogicalTransaction> open = session.openTransaction();
        if (open.isPresent()) {
            session.useSettings(open.get(), after);
        } else {
            session.useSettings(after);
        }
    }
}
