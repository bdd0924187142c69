package io.kintsugi.engine;

import io.kintsugi.engine.api.ExecuteOptions;
import io.kintsugi.engine.api.StatementResult;
import io.kintsugi.engine.dialect.TransactionRules;
import io.kintsugi.engine.session.Characteristics;
import io.kintsugi.engine.session.SessionSettings;
import io.kintsugi.engine.transaction.LogicalTransaction;
import io.kintsugi.errors.ErrorCode;
import io.kintsugi.errors.ShardException;
import io.kintsugi.router.lexer.LexedSql;
import io.kintsugi.router.plan.ExecutionPlan;
import io.kintsugi.router.plan.ShardId;
import io.kintsugi.router.syntax.MySqlCommand;
import io.kintsugi.router.syntax.VariableScope;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * SET and USE of MySQL. Confined to the session. A variable is kept as a statement of its own with a constant value,
 * so that every connection the session uses, now or later, can be brought to it.
 */
final class MySqlVariables {
    private static final String USE = "use";

    /**
     * Ids, replication, the clock, what COMMIT does besides and the limit of every query belong to Kintsugi: set by
     * hand they would break its promises, or stay with a connection that others use next.
     */
    private static final Set<String> REFUSED = Set.of(
            "auto_increment_increment",
            "auto_increment_offset",
            "completion_type",
            "gtid_next",
            "insert_id",
            "pseudo_replica_mode",
            "pseudo_slave_mode",
            "pseudo_thread_id",
            "rand_seed1",
            "rand_seed2",
            "sql_log_bin",
            "sql_select_limit",
            "timestamp");

    /** Two names of one variable. */
    private static final Set<String> LAST_INSERT_ID = Set.of("last_insert_id", "identity");

    /** {@code id IS NULL} finds the row that was inserted last. */
    private static final String NULL_MEANS_LAST_ID = "sql_auto_is_null";

    /** The native driver decodes what comes by what each column says, whatever this is. */
    private static final Set<String> WITHOUT_EFFECT = Set.of("character_set_results");

    /** What a dump sets before each table, and back behind it. */
    private static final Set<String> CLIENT_CHARACTER_SET = Set.of("character_set_client", "character_set_connection");

    private static final Set<String> ISOLATION = Set.of("transaction_isolation", "tx_isolation");
    private static final Set<String> READ_ONLY = Set.of("transaction_read_only", "tx_read_only");
    private static final Set<String> UTF8 = Set.of("utf8mb4", "utf8", "utf8mb3");
    private static final String DEFAULT_COLLATION = "utf8mb4_0900_ai_ci";

    private static final Map<String, Integer> LEVELS = Map.of(
            "READ-UNCOMMITTED", Connection.TRANSACTION_READ_UNCOMMITTED,
            "READ-COMMITTED", Connection.TRANSACTION_READ_COMMITTED,
            "REPEATABLE-READ", Connection.TRANSACTION_REPEATABLE_READ,
            "SERIALIZABLE", Connection.TRANSACTION_SERIALIZABLE);

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
            LexedSql text = session.lexed(plan.text());
            for (MySqlCommand.VariableSetting setting : variables.settings()) {
                set(setting, text);
            }
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
            change(session.settings().without(USE));
            return;
        }
        boolean ofShard = session.engine().view().databases().stream()
                .anyMatch(shard ->
                        session.engine().view().primary(shard).database().equals(database));
        if (ofShard) {
            throw refused("USE " + database + " would go to the database of one shard on every server.");
        }
        change(session.settings()
                .with(USE, "USE " + session.dialect().sessions().quoted(database)));
    }

    private static ShardException refused(String message) {
        return new ShardException(ErrorCode.UNSUPPORTED_STATEMENT, message)
                .withRemedy("Run it on each server by itself.");
    }

    private void set(MySqlCommand.VariableSetting setting, LexedSql text) throws SQLException {
        String name = setting.name().toLowerCase(Locale.ROOT);
        if (SettingCommands.isOwn(name)) {
            setOwn(name, setting);
            return;
        }
        switch (setting.scope()) {
            case GLOBAL, PERSIST, PERSIST_ONLY ->
                throw refused("SET " + setting.scope() + " " + name + " would change one server and not the others.");
            case USER -> assign("@" + name, "SET @" + name + " = " + values.value(setting, text));
            case SYSTEM, SESSION -> setSession(name, setting, text);
        }
    }

    private void setOwn(String name, MySqlCommand.VariableSetting setting) throws SQLException {
        if (setting.isDefault()) {
            own.resetOwn(name);
        } else {
            own.setOwn(name, setting.constant().orElseThrow(() -> notConstant(name)));
        }
    }

    private static ShardException notConstant(String name) {
        return new ShardException(ErrorCode.INVALID_ARGUMENT, name + " needs a constant.")
                .withRemedy("Write the value as a literal.");
    }

    private void setSession(String name, MySqlCommand.VariableSetting setting, LexedSql text) throws SQLException {
        if (REFUSED.contains(name)) {
            throw new ShardException(
                            ErrorCode.INVALID_ARGUMENT, name + " cannot be set: over several servers it is Kintsugi's.")
                    .withRemedy("Leave it out.");
        }
        if (name.equals(NULL_MEANS_LAST_ID) && isOn(constant(name, setting))) {
            throw new ShardException(
                            ErrorCode.INVALID_ARGUMENT, name + " cannot be on: each server would mean its own last id.")
                    .withRemedy("Ask for the row by LAST_INSERT_ID().");
        }
        if (WITHOUT_EFFECT.contains(name)) {
            return;
        }
        if (CLIENT_CHARACTER_SET.contains(name)) {
            setCharacterSet(name, values.value(setting, text).replaceAll("['\"`]", ""));
            return;
        }
        if (name.equals("autocommit")) {
            session.setAutoCommit(isOn(constant(name, setting)));
        } else if (LAST_INSERT_ID.contains(name)) {
            session.noteInsertId(Long.parseUnsignedLong(constant(name, setting)));
        } else if (ISOLATION.contains(name) || READ_ONLY.contains(name)) {
            setCharacteristic(name, setting);
        } else {
            keep(name, "SET SESSION " + name + " = " + values.value(setting, text));
        }
    }

    private static String constant(String name, MySqlCommand.VariableSetting setting) {
        return setting.constant().orElseThrow(() -> notConstant(name));
    }

    private static boolean isOn(String value) {
        return value.equals("1") || value.equalsIgnoreCase("ON") || value.equalsIgnoreCase("TRUE");
    }

    /** {@code SET @@transaction_isolation} is for the next transaction only, {@code SET SESSION} for all to come. */
    private void setCharacteristic(String name, MySqlCommand.VariableSetting setting) throws SQLException {
        Characteristics before = session.characteristics();
        Characteristics after = READ_ONLY.contains(name)
                ? before.withReadOnly(isOn(constant(name, setting)))
                : before.withIsolation(level(constant(name, setting)));
        if (setting.scope() == VariableScope.SYSTEM) {
            session.setNextCharacteristics(after);
        } else {
            setForAll(after);
        }
    }

    /** What BEGIN says on each shard, and what statements without a BEGIN go by. */
    private void setForAll(Characteristics after) throws SQLException {
        TransactionRules rules = session.dialect().transactions();
        SessionSettings now = session.settings();
        if (after.isolation().isPresent()) {
            now = rules.isolationOfAll(after.isolation().get()).in(now);
        }
        if (after.readOnly() != session.characteristics().readOnly()) {
            now = rules.readOnlyForAll(after.readOnly()).in(now);
        }
        change(now);
        session.setCharacteristics(after);
    }

    private static int level(String text) {
        Integer level = LEVELS.get(text.toUpperCase(Locale.ROOT));
        if (level == null) {
            throw new ShardException(ErrorCode.INVALID_ARGUMENT, "There is no isolation level '" + text + "'.");
        }
        return level;
    }

    private void setTransaction(MySqlCommand.SetTransaction set) throws SQLException {
        Characteristics after = TransactionCommands.with(set.modes(), session.characteristics());
        switch (set.scope()) {
            case SESSION -> setForAll(after);
            case SYSTEM -> {
                session.requireNoTransaction("How a transaction runs");
                session.setNextCharacteristics(after);
            }
            case USER, GLOBAL, PERSIST, PERSIST_ONLY ->
                throw refused("SET GLOBAL TRANSACTION would change one server and not the others.");
        }
    }

    private void setCharacterSet(String variable, String characterSet) throws SQLException {
        if (variable.equals("character_set_connection")) {
            setNames(Optional.of(characterSet), Optional.empty());
        } else {
            requireUtf8(characterSet);
        }
    }

    private static void requireUtf8(String characterSet) {
        if (!UTF8.contains(characterSet.toLowerCase(Locale.ROOT))) {
            throw new ShardException(
                    ErrorCode.INVALID_ARGUMENT, "The client's character set is utf8mb4 and cannot be changed.");
        }
    }

    /** The native driver talks UTF-8; only the collation of constants is the session's choice. */
    private void setNames(Optional<String> characterSet, Optional<String> collation) throws SQLException {
        requireUtf8(characterSet.orElse("utf8mb4"));
        String name = collation.orElse(DEFAULT_COLLATION);
        keep("collation_connection", "SET SESSION collation_connection = '" + name.replace("'", "''") + "'");
    }

    /** Where queries may have given the variable another value since, it is set although it looks as wanted. */
    private void assign(String name, String statement) throws SQLException {
        keep(name, statement);
        session.tellKeptConnections(statement);
    }

    private void keep(String name, String statement) throws SQLException {
        change(session.settings().with(name, statement));
    }

    /** As in MySQL, no rollback takes a setting back. */
    private void change(SessionSettings after) throws SQLException {
        Optional<LogicalTransaction> open = session.openTransaction();
        if (open.isPresent()) {
            session.useSettings(open.get(), after);
        } else {
            session.useSettings(after);
        }
    }
}
