package io.kintsugi.engine;

import io.kintsugi.engine.api.Bindings;
import io.kintsugi.engine.api.ExecuteOptions;
import io.kintsugi.engine.api.StatementResult;
import io.kintsugi.engine.api.TransactionMode;
import io.kintsugi.engine.dialect.TransactionRules;
import io.kintsugi.engine.execution.PlanExecution;
import io.kintsugi.engine.session.Characteristics;
import io.kintsugi.engine.session.SessionSettings;
import io.kintsugi.engine.transaction.LogicalTransaction;
import io.kintsugi.errors.ErrorCode;
import io.kintsugi.errors.ShardException;
import io.kintsugi.router.lexer.TokenSpan;
import io.kintsugi.router.plan.ExecutionPlan;
import io.kintsugi.router.plan.RouteExplanation;
import io.kintsugi.router.plan.ShardId;
import io.kintsugi.router.plan.ShardSql;
import io.kintsugi.router.syntax.SettingCommand;
import io.kintsugi.router.syntax.TransactionModes;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** SET, RESET, SHOW and DISCARD. Confined to the session. */
final class SettingCommands {
    private static final String OWN_PREFIX = "kintsugi.";
    private static final String SHARD = "kintsugi.shard";

    /** Can be shown only: a row for each shard, the catalog among them. */
    private static final String SHARDS = "kintsugi.shards";

    private static final String TRANSACTION_MODE = "kintsugi.transaction_mode";

    /** The native driver talks UTF-8 and nothing else. */
    private static final String CLIENT_ENCODING = "client_encoding";

    private static final String STANDARD_STRINGS = "standard_conforming_strings";
    private static final Set<String> ON = Set.of("on", "true", "yes", "1", "tru", "tr", "t", "ye", "y");
    private static final Set<String> OFF = Set.of("off", "false", "no", "0", "fals", "fal", "fa", "f", "of", "n");
    private static final String NULL_EQUALS = "transform_null_equals";
    private static final String FLOAT_DIGITS = "extra_float_digits";

    private static final TokenSpan NO_TOKENS = new TokenSpan(0, 0);

    private final SessionCore session;
    private final PlanExecution execution;

    SettingCommands(SessionCore session, PlanExecution execution) {
        this.session = session;
        this.execution = execution;
    }

    StatementResult run(ExecutionPlan.Session plan, ExecuteOptions options) throws SQLException {
        SettingCommand command = plan.command();
        if (command instanceof SettingCommand.SetVariable set) {
            set(set, plan.text());
        } else if (command instanceof SettingCommand.SetConfig set) {
            set(new SettingCommand.SetVariable(set.scope(), set.name(), List.of(set.value()), NO_TOKENS), plan.text());
            return execution.lines("set_config", List.of(set.value()));
        } else if (command instanceof SettingCommand.SetTransaction set) {
            setTransaction(set);
        } else if (command instanceof SettingCommand.SetSessionCharacteristics set) {
            setCharacteristics(set.modes());
        } else if (command instanceof SettingCommand.SetConstraints) {
            setInTransaction(plan.text());
        } else if (command instanceof SettingCommand.Reset reset) {
            reset(reset.name(), plan.text());
        } else if (command instanceof SettingCommand.Show show) {
            return show(show.name(), plan.text(), plan.explanation(), options);
        } else if (command instanceof SettingCommand.Discard discard) {
            discard(discard.what(), plan.text());
        } else {
            throw new ShardException(
                            ErrorCode.UNSUPPORTED_STATEMENT,
                            "SET TRANSACTION SNAPSHOT is not supported: a snapshot belongs to one server.")
                    .withRemedy("Pin the session with SET kintsugi.shard and import it there.");
        }
        return StatementResult.UpdateCount.NOTHING;
    }

    private void set(SettingCommand.SetVariable set, String text) throws SQLException {
        if (set.name().startsWith(OWN_PREFIX)) {
            setOwn(set);
            return;
        }
        if (set.isDefault() && set.scope() == SettingCommand.Scope.SESSION) {
            reset(set.name(), text);
            return;
        }
        requireNotEncoding(set);
        requireStandardStrings(set);
        requirePlainNulls(set);
        requireExactFloats(set);
        SessionSettings now = session.settings();
        boolean local = set.scope() == SettingCommand.Scope.LOCAL;
        change(set.name(), text, local ? now : now.with(set.name(), text), local);
        if (!local && set.name().equals(Characteristics.ISOLATION_SETTING)) {
            session.setCharacteristics(session.characteristics().withIsolation(String.join("", set.values())));
        }
    }

    /** What BEGIN says on each shard, and what statements without a BEGIN go by. */
    private void setCharacteristics(TransactionModes modes) throws SQLException {
        Characteristics before = session.characteristics();
        Characteristics after = TransactionCommands.with(modes, before);
        TransactionRules rules = session.dialect().transactions();
        if (modes.isolation() != TransactionModes.Isolation.DEFAULT) {
            change(rules.isolationOfAll(after.isolation().orElse(rules.defaultIsolation())));
        }
        if (modes.access() != TransactionModes.Access.DEFAULT) {
            change(rules.readOnlyForAll(after.readOnly()));
        }
        // The setting is enough for READ ONLY, and can be changed by its name.
        session.setCharacteristics(after.withReadOnly(before.readOnly()));
    }

    private void change(TransactionRules.Setting setting) throws SQLException {
        change(setting.name(), setting.statement(), setting.in(session.settings()), false);
    }

    private static void requireNotEncoding(SettingCommand.SetVariable set) {
        boolean utf8 =
                set.values().stream().allMatch(value -> value.replace("-", "").equalsIgnoreCase("utf8"));
        if (set.name().equals(CLIENT_ENCODING) && !utf8) {
            throw new ShardException(ErrorCode.INVALID_ARGUMENT, "client_encoding is UTF8 and cannot be changed.");
        }
    }

    /** Where backslashes escape in plain strings, what is a string for a server would be code for the router. */
    private static void requireStandardStrings(SettingCommand.SetVariable set) {
        boolean on = set.values().stream().allMatch(value -> ON.contains(value.toLowerCase(Locale.ROOT)));
        if (set.name().equals(STANDARD_STRINGS) && !on) {
            throw new ShardException(ErrorCode.INVALID_ARGUMENT, STANDARD_STRINGS + " is on and cannot be changed.")
                    .withRemedy("Write strings with escapes as E'…'.");
        }
    }

    /** Where {@code key = NULL} means {@code key IS NULL}, it does find rows: those that an outer join filled up. */
    private static void requirePlainNulls(SettingCommand.SetVariable set) {
        boolean off = set.values().stream().allMatch(value -> OFF.contains(value.toLowerCase(Locale.ROOT)));
        if (set.name().equals(NULL_EQUALS) && !set.isDefault() && !off) {
            throw new ShardException(ErrorCode.INVALID_ARGUMENT, NULL_EQUALS + " is off and cannot be changed.")
                    .withRemedy("Write IS NULL where that is meant.");
        }
    }

    private void requireExactFloats(SettingCommand.SetVariable set) {
        boolean exact = set.isDefault() || set.values().stream().noneMatch(SettingCommands::cutsFloats);
        if (session.dialect().sessions().areTransactional() && set.name().equals(FLOAT_DIGITS) && !exact) {
            throw new ShardException(
                            ErrorCode.INVALID_ARGUMENT,
                            FLOAT_DIGITS + " below 1 is not supported: floats of several shards are compared by their "
                                    + "text, which must tell them apart.")
                    .withRemedy("Round where it is wanted: round(value::numeric, digits).");
        }
    }

    /** What is no number to Java may be one to the server. */
    private static boolean cutsFloats(String digits) {
        try {
            return Double.parseDouble(digits) < 1;
        } catch (NumberFormatException notANumber) {
            return true;
        }
    }

    /** Outside a transaction a local setting lasts for nothing, as in PostgreSQL. */
    private void change(String name, String text, SessionSettings after, boolean local) throws SQLException {
        Optional<LogicalTransaction> open = session.transaction();
        if (open.isPresent() && !session.dialect().sessions().areTransactional()) {
            session.useSettings(open.get(), after);
        } else if (open.isPresent()) {
            session.setInTransaction(open.get(), text, after);
            if (session.dialect().sessions().isReadByParsing(name)) {
                open.get().forgetPrepared();
            }
        } else if (!local) {
            session.useSettings(after);
        }
    }

    private void setInTransaction(String text) throws SQLException {
        Optional<LogicalTransaction> open = session.transaction();
        if (open.isPresent()) {
            session.setInTransaction(open.get(), text, session.settings());
        }
    }

    private void setTransaction(SettingCommand.SetTransaction set) {
        Optional<LogicalTransaction> open = session.transaction();
        if (open.isEmpty()) {
            return;
        }
        if (open.get().hasBegun()) {
            throw new ShardException(
                    ErrorCode.INVALID_ARGUMENT, "SET TRANSACTION must come before the transaction's first statement.");
        }
        session.begin(TransactionCommands.with(set.modes(), open.get().characteristics()));
    }

    private void reset(String name, String text) throws SQLException {
        if (name.startsWith(OWN_PREFIX)) {
            resetOwn(name);
            return;
        }
        SessionSettings now = session.settings();
        if (name.equals("all")) {
            resetAllOwn();
        }
        change(name, text, name.equals("all") ? now.withoutAll() : now.without(name), false);
        if (name.equals("all") || name.equals(Characteristics.ISOLATION_SETTING)) {
            session.setCharacteristics(session.characteristics().withoutIsolation());
        }
    }

    private void discard(String what, String text) throws SQLException {
        for (ShardId shard : session.connections().shardsKept()) {
            execution.command(new ShardSql(shard, text, List.of()));
        }
        if (what.equals("all")) {
            session.requireNoTransaction("DISCARD ALL: the session");
            session.connections().forgetKept(session.pinning().shard());
            session.useSettings(SessionSettings.NONE);
            resetAllOwn();
        }
    }

    // Kintsugi's own settings.

    /** Whether it is one of Kintsugi's settings and no server's. */
    static boolean isOwn(String name) {
        return name.startsWith(OWN_PREFIX);
    }

    void setOwn(String name, String value) throws SQLException {
        switch (name) {
            case SHARD -> session.pinning().to(value);
            case TRANSACTION_MODE -> session.setTransactionMode(TransactionMode.of(value));
            default -> throw unknown(name);
        }
    }

    private void setOwn(SettingCommand.SetVariable set) throws SQLException {
        if (set.scope() == SettingCommand.Scope.LOCAL) {
            throw new ShardException(ErrorCode.INVALID_ARGUMENT, set.name() + " cannot be set for one transaction.")
                    .withRemedy("Use SET without LOCAL.");
        }
        if (set.isDefault()) {
            resetOwn(set.name());
            return;
        }
        setOwn(set.name(), String.join(",", set.values()));
    }

    void resetOwn(String name) throws SQLException {
        switch (name) {
            case SHARD -> session.pinning().asAtFirst();
            case TRANSACTION_MODE ->
                session.setTransactionMode(session.options().transactionMode());
            default -> throw unknown(name);
        }
    }

    /** Nothing is said about the others, so what stands as it began is left alone: also inside a transaction. */
    private void resetAllOwn() throws SQLException {
        session.pinning().asAtFirst();
        if (session.transactionMode() != session.options().transactionMode()) {
            resetOwn(TRANSACTION_MODE);
        }
    }

    private static ShardException unknown(String name) {
        return new ShardException(ErrorCode.INVALID_PROPERTY, "There is no setting " + name + ".")
                .withRemedy("Known are " + SHARD + " and " + TRANSACTION_MODE + ".");
    }

    private StatementResult show(String name, String text, RouteExplanation explanation, ExecuteOptions options)
            throws SQLException {
        if (!name.startsWith(OWN_PREFIX)) {
            ShardId shard = session.preferred(session.shardsInUse());
            ShardSql sql = new ShardSql(shard, text, List.of());
            return execution.catalog(new ExecutionPlan.Catalog(sql, explanation), Bindings.NONE, options);
        }
        if (name.equals(SHARDS)) {
            List<ShardId> all = session.engine().view().databases();
            return execution.lines(name, all.stream().map(ShardId::toString).toList());
        }
        String value = switch (name) {
            case SHARD -> session.pinning().shard().map(ShardId::toString).orElse("");
            case TRANSACTION_MODE -> session.transactionMode().text();
            default -> throw unknown(name);
        };
        return execution.lines(name, List.of(value));
    }
}
