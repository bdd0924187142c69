package io.kintsugi.engine;

import io.kintsugi.engine.dialect.TransactionRules;
import io.kintsugi.engine.mysql.ReservedVariables;
import io.kintsugi.engine.session.Characteristics;
import io.kintsugi.engine.session.SessionSettings;
import io.kintsugi.errors.ErrorCode;
import io.kintsugi.errors.ShardException;
import io.kintsugi.router.lexer.LexedSql;
import io.kintsugi.router.syntax.MySqlCommand;
import io.kintsugi.router.syntax.VariableScope;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * The assignments of one SET of MySQL, which are all made or none: first every value is computed, under what was set
 * before, then everything is changed at once. Confined to one statement.
 */
final class MySqlAssignments {
    /** The native driver decodes what comes by what each column says, whatever this is. */
    private static final Set<String> WITHOUT_EFFECT = Set.of("character_set_results");

    /** What a dump sets before each table, and back behind it. */
    private static final Set<String> CLIENT_CHARACTER_SET = Set.of("character_set_client", "character_set_connection");

    /** Two names of one variable. */
    private static final Set<String> LAST_INSERT_ID = Set.of("last_insert_id", "identity");

    /** {@code id IS NULL} finds the row that was inserted last. */
    private static final String NULL_MEANS_LAST_ID = "sql_auto_is_null";

    private static final Set<String> ISOLATION = Set.of("transaction_isolation", "tx_isolation");
    private static final Set<String> READ_ONLY = Set.of("transaction_read_only", "tx_read_only");

    private static final Map<String, Integer> LEVELS = Map.of(
            "READ-UNCOMMITTED", Connection.TRANSACTION_READ_UNCOMMITTED,
            "READ-COMMITTED", Connection.TRANSACTION_READ_COMMITTED,
            "REPEATABLE-READ", Connection.TRANSACTION_REPEATABLE_READ,
            "SERIALIZABLE", Connection.TRANSACTION_SERIALIZABLE);

    private final SessionCore session;
    private final MySqlSettingValues values;
    private final LexedSql text;
    private final List<String> ofApplication = new ArrayList<>();
    private SessionSettings settings;
    private boolean changed;
    private Optional<Characteristics> ofAll = Optional.empty();
    private Optional<Characteristics> ofNext = Optional.empty();
    private Optional<Boolean> autoCommit = Optional.empty();
    private OptionalLong lastInsertId = OptionalLong.empty();

    MySqlAssignments(SessionCore session, MySqlSettingValues values, LexedSql text) {
        this.session = session;
        this.values = values;
        this.text = text;
        this.settings = session.settings();
    }

    /** Takes note of one; changes nothing yet. */
    void add(MySqlCommand.VariableSetting setting) throws SQLException {
        String name = setting.name().toLowerCase(Locale.ROOT);
        switch (setting.scope()) {
            case GLOBAL, PERSIST, PERSIST_ONLY ->
                throw MySqlVariables.refused(
                        "SET " + setting.scope() + " " + name + " would change one server and not the others.");
            case USER -> addOfApplication("@" + name, "SET @" + name + " = " + values.value(setting, text));
            case SYSTEM, SESSION -> addOfSession(name, setting);
        }
    }

    private void addOfApplication(String name, String statement) {
        keep(name, statement);
        ofApplication.add(statement);
    }

    private void keep(String name, String statement) {
        settings = settings.with(name, statement);
        changed = true;
    }

    private void addOfSession(String name, MySqlCommand.VariableSetting setting) throws SQLException {
        if (ReservedVariables.NAMES.contains(name)) {
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
            addCharacterSet(name, values.value(setting, text).replaceAll("['\"`]", ""));
            return;
        }
        if (name.equals("autocommit")) {
            autoCommit = Optional.of(isOn(constant(name, setting)));
        } else if (LAST_INSERT_ID.contains(name)) {
            lastInsertId = OptionalLong.of(Long.parseUnsignedLong(constant(name, setting)));
        } else if (ISOLATION.contains(name) || READ_ONLY.contains(name)) {
            addCharacteristic(name, setting);
        } else {
            keep(name, "SET SESSION " + name + " = " + values.value(setting, text));
        }
    }

    private void addCharacterSet(String variable, String characterSet) {
        MySqlVariables.requireUtf8(characterSet);
        if (variable.equals("character_set_connection")) {
            keep(MySqlVariables.COLLATION, MySqlVariables.collationStatement(MySqlVariables.DEFAULT_COLLATION));
        }
    }

    static String constant(String name, MySqlCommand.VariableSetting setting) {
        return setting.constant().orElseThrow(() -> notConstant(name));
    }

    private static ShardException notConstant(String name) {
        return new ShardException(ErrorCode.INVALID_ARGUMENT, name + " needs a constant.")
                .withRemedy("Write the value as a literal.");
    }

    private static boolean isOn(String value) {
        return value.equals("1") || value.equalsIgnoreCase("ON") || value.equalsIgnoreCase("TRUE");
    }

    /** {@code SET @@transaction_isolation} is for the next transaction only, {@code SET SESSION} for all to come. */
    private void addCharacteristic(String name, MySqlCommand.VariableSetting setting) {
        String value = constant(name, setting);
        if (setting.scope() == VariableScope.SYSTEM) {
            ofNext = Optional.of(with(name, value, ofNext.orElse(session.characteristics())));
        } else {
            ofAll = Optional.of(with(name, value, ofAll.orElse(session.characteristics())));
        }
    }

    private static Characteristics with(String name, String value, Characteristics before) {
        return READ_ONLY.contains(name) ? before.withReadOnly(isOn(value)) : before.withIsolation(level(value));
    }

    private static int level(String text) {
        Integer level = LEVELS.get(text.toUpperCase(Locale.ROOT));
        if (level == null) {
            throw new ShardException(ErrorCode.INVALID_ARGUMENT, "There is no isolation level '" + text + "'.");
        }
        return level;
    }

    /** Changes everything; what a server refuses changes nothing. */
    void make() throws SQLException {
        if (ofAll.isPresent()) {
            settings = with(ofAll.get(), session, settings);
            changed = true;
        }
        if (changed) {
            MySqlVariables.change(session, settings);
        }
        for (String statement : ofApplication) {
            // Where queries may have given the variable another value since, it is set although it looks as wanted.
            session.connections().tellKept(statement);
        }
        ofAll.ifPresent(session::setCharacteristics);
        ofNext.ifPresent(session::setNextCharacteristics);
        lastInsertId.ifPresent(session::noteInsertId);
        if (autoCommit.isPresent()) {
            session.setAutoCommit(autoCommit.get());
        }
    }

    /** All transactions to come begin so. */
    static void make(SessionCore session, Characteristics ofAll) throws SQLException {
        MySqlVariables.change(session, with(ofAll, session, session.settings()));
        session.setCharacteristics(ofAll);
    }

    /** What BEGIN says on each shard, and what statements without a BEGIN go by. */
    private static SessionSettings with(Characteristics wanted, SessionCore session, SessionSettings before) {
        TransactionRules rules = session.dialect().transactions();
        SessionSettings after = before;
        if (wanted.isolation().isPresent()) {
            after = rules.isolationOfAll(wanted.isolation().get()).in(after);
        }
        if (wanted.readOnly() != session.characteristics().readOnly()) {
            after = rules.readOnlyForAll(wanted.readOnly()).in(after);
        }
        return after;
    }
}
