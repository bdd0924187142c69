package io.kintsugi.router.planner.ddl;

import io.kintsugi.router.lexer.LexedSql;
import io.kintsugi.router.lexer.TokenKind;
import io.kintsugi.router.lexer.TokenSpan;
import io.kintsugi.router.plan.ShardId;
import io.kintsugi.router.schema.FunctionTraits;
import io.kintsugi.router.schema.LogicalTable;
import io.kintsugi.router.syntax.DdlStatement;
import io.kintsugi.router.syntax.DdlStatement.ObjectKind;
import io.kintsugi.router.syntax.QualifiedName;
import io.kintsugi.topology.Dialect;
import io.kintsugi.topology.Keyspace;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Where views, functions, triggers and what else is not a table go. Confined to one plan. */
final class ObjectRules {
    /** Kinds of objects that mean the same on every shard and read no table. */
    private static final Set<String> HARMLESS = Set.of(
            "PROCEDURAL LANGUAGE", "TRUSTED LANGUAGE", "LANGUAGE", "TEXT SEARCH", "CONVERSION", "DEFAULT PRIVILEGES");

    /** Words that a trigger which minds its own row does without. */
    private static final Set<String> ACTING =
            Set.of("SELECT", "INSERT", "UPDATE", "DELETE", "REPLACE", "CALL", "WITH", "TABLE", "LOAD", "PREPARE");

    private final LexedSql sql;
    private final Placements placements;
    private final TableDefinitions definitions;

    ObjectRules(LexedSql sql, Placements placements, TableDefinitions definitions) {
        this.sql = sql;
        this.placements = placements;
        this.definitions = definitions;
    }

    Target everywhere(ObjectKind kind) {
        String what = kind == ObjectKind.OTHER || kind == ObjectKind.SERVER_WIDE ? "It" : "A " + words(kind);
        return new Target(placements.allShards(), List.of(what + " means the same everywhere: on every shard."));
    }

    private static String words(ObjectKind kind) {
        return kind.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** Objects whose shards are not known from their name: every shard may only be asked where a miss does no harm. */
    Target somewhere(ObjectKind kind, boolean ifExists) {
        if (placements.isOneKeyspace() || ifExists) {
            return new Target(placements.allShards(), List.of("The " + words(kind) + " is looked for on every shard."));
        }
        throw Refusal.of(
                "It is not known which keyspace has this " + words(kind)
                        + ", and where it is missing the statement would fail.",
                kind == ObjectKind.INDEX || kind == ObjectKind.SEQUENCE
                        ? "For DROP say IF EXISTS, which every shard can run; otherwise do it by hand on the shards that"
                                + " have it."
                        : "Do it by hand on the shards that have it.");
    }

    /** The shards that have this table or view. */
    Target ofRelation(QualifiedName name) {
        return viewTarget(name).orElseGet(() -> Target.of(placements.require(name.name())));
    }

    private Optional<Target> viewTarget(QualifiedName name) {
        return definitions.find(name).flatMap(LogicalTable::viewDefinition).map(definition -> {
            LexedSql query = definitions.lex(definition);
            return over(
                    "The view \"" + name.name() + "\"",
                    MentionedTables.keyspaces(query, new TokenSpan(0, query.count()), definitions, placements));
        });
    }

    Target views(List<QualifiedName> names, boolean ifExists) {
        Map<String, ShardId> shards = new LinkedHashMap<>();
        for (QualifiedName name : names) {
            Optional<Target> target =
                    viewTarget(name).or(() -> placements.find(name.name()).map(Target::of));
            if (target.isEmpty() && !ifExists && !placements.isOneKeyspace()) {
                throw Refusal.of(
                        "It is not known which keyspace has the view \"" + name.name() + "\".",
                        "Say IF EXISTS, which every shard can run.");
            }
            target.map(Target::shards)
                    .filter(found -> !ifExists)
                    .orElseGet(placements::allShards)
                    .forEach(shard -> shards.put(shard.toString(), shard));
        }
        return new Target(List.copyOf(shards.values()), List.of("Views go where the tables are that they read."));
    }

    /** What reads tables of one keyspace goes to its shards; what reads none, everywhere. */
    Target over(String what, Collection<Keyspace> keyspaces) {
        if (keyspaces.isEmpty()) {
            return new Target(placements.allShards(), List.of(what + " reads no table: on every shard."));
        }
        if (keyspaces.size() > 1) {
            throw Refusal.of(
                    what + " reads tables of several keyspaces ("
                            + String.join(
                                    ", ", keyspaces.stream().map(Keyspace::name).toList())
                            + "), and no shard has them all.",
                    "Make one for each keyspace, or put the tables into one keyspace.");
        }
        Keyspace keyspace = keyspaces.iterator().next();
        return new Target(
                Placement.shardsOf(keyspace),
                List.of(what + " reads tables of the keyspace \"" + keyspace.name() + "\" and goes to its shards."));
    }

    Target materializedView(QualifiedName name, Collection<Keyspace> keyspaces) {
        if (placements.isOneShard()) {
            return everywhere(ObjectKind.MATERIALIZED_VIEW);
        }
        Placement place = placements.require(name.name());
        boolean local = keyspaces.stream()
                .allMatch(keyspace -> keyspace.name().equals(place.keyspace().name()));
        if (!local || place.isSpread() || place.keyspace().shards().size() > 1) {
            throw Refusal.of(
                    "The materialized view \"" + name.name() + "\" would hold, on each shard, what that shard sees.",
                    "Use a view, or a table that the application fills; over unsharded tables list the materialized view"
                            + " in their keyspace.");
        }
        return Target.of(place);
    }

    Target ownedSequence(QualifiedName column) {
        String tableName = column.parts().get(column.parts().size() - 2).name();
        Placement table = placements.require(tableName);
        if (table.isSpread()) {
            throw Refusal.of(
                    "A sequence owned by \"" + column.name() + "\" of the " + table.described()
                            + " would count from 1 on every shard.",
                    "Let Kintsugi generate the values: `generate: {" + column.name() + ": sequence}` in the topology.");
        }
        return Target.of(table);
    }

    Target alteredSequence() {
        boolean owned = false;
        for (int i = 0; i < sql.count(); i++) {
            owned |= sql.areKeywords(i, "OWNED", "BY") && !sql.isKeyword(i + 2, "NONE");
        }
        if (owned && !placements.isOneKeyspace()) {
            throw Refusal.of(
                    "OWNED BY names a table that only the shards of one keyspace have.",
                    "Leave the sequence without an owner.");
        }
        return everywhere(ObjectKind.SEQUENCE);
    }

    Target newFunction(DdlStatement.CreateFunction statement) {
        String name = statement.name().name();
        Optional<Target> declared = declaredFunction(name);
        if (declared.isPresent()) {
            return declared.get();
        }
        boolean checkedWhenMade =
                statement.language().isEmpty() || statement.language().get().equals("sql");
        Collection<Keyspace> keyspaces =
                checkedWhenMade ? MentionedTables.keyspaces(sql, statement.span(), definitions, placements) : List.of();
        return over("The function \"" + name + "\"", keyspaces)
                .because(List.of(
                        "Statements over several shards may call it once its keyspace declares it under functions:."));
    }

    private Optional<Target> declaredFunction(String name) {
        List<Keyspace> keyspaces = placements.keyspaces().stream()
                .filter(keyspace -> keyspace.functions().containsKey(name))
                .toList();
        List<ShardId> shards = keyspaces.stream()
                .flatMap(keyspace -> Placement.shardsOf(keyspace).stream())
                .toList();
        return keyspaces.isEmpty()
                ? Optional.empty()
                : Optional.of(new Target(
                        shards,
                        List.of("The function \"" + name + "\" is declared for its keyspace and goes to its shards.")));
    }

    Target functions(List<QualifiedName> names, boolean ifExists) {
        if (placements.isOneKeyspace() || ifExists) {
            return everywhere(ObjectKind.FUNCTION);
        }
        return declaredFunction(names.get(0).name())
                .filter(target -> names.size() == 1)
                .orElseThrow(() -> Refusal.of(
                        "It is not known which keyspaces have the function \""
                                + names.get(0).name() + "\".",
                        "Declare it under functions: in its keyspace; or for DROP say IF EXISTS, which every shard can"
                                + " run."));
    }

    /** Triggers, rules and policies, their creation as well as their changes. */
    Target attached(DdlStatement.OtherDdl statement, Target target) {
        Placement table = placements.require(statement.table().orElseThrow().name());
        if (!table.isSpread() || !statement.verb().equals("CREATE")) {
            return target;
        }
        if (statement.kind() == ObjectKind.POLICY) {
            throw AlterTableRules.rowSecurity(table);
        }
        boolean declared = statement.kind() == ObjectKind.TRIGGER
                && triggerFunction()
                        .filter(name -> table.keyspace().functions().containsKey(name))
                        .isPresent();
        refuseNewKey(table);
        if (touchesItsRowOnly(statement)) {
            return target.because(List.of("It touches nothing but the row itself."));
        }
        if (declared) {
            return target.because(List.of("Its function is declared for the keyspace."));
        }
        throw Refusal.of(
                "A " + words(statement.kind()) + " on the " + table.described()
                        + " could read or write rows that other shards have.",
                statement.kind() == ObjectKind.TRIGGER
                        ? "If its function touches only the row itself and rows of the same shard, declare it under"
                                + " keyspaces." + table.keyspace().name() + ".functions."
                        : "Do the same in the application.");
    }

    /** Whether a trigger of MySQL, whose body stands in the statement, reads and writes no table. */
    private boolean touchesItsRowOnly(DdlStatement.OtherDdl statement) {
        boolean ofMySql = sql.dialect() == Dialect.MYSQL && statement.kind() == ObjectKind.TRIGGER;
        int body = ofMySql ? afterTable(statement.table().orElseThrow()) : sql.count();
        for (int i = body; i < sql.count(); i++) {
            boolean acts =
                    sql.kind(i) == TokenKind.WORD && ACTING.contains(sql.text(i).toUpperCase(Locale.ROOT));
            boolean callsOwn = sql.isSymbol(i + 1, "(")
                    && sql.kind(i) == TokenKind.WORD
                    && definitions
                            .schema()
                            .function(sql.text(i).toLowerCase(Locale.ROOT))
                            .filter(FunctionTraits::userDefined)
                            .isPresent();
            if (acts || callsOwn) {
                return false;
            }
        }
        return ofMySql;
    }

    /** A trigger of MySQL must not give the row a key after it has been sent to a shard. */
    private void refuseNewKey(Placement table) {
        String key = table.keyColumn().orElse("");
        for (int i = 0; sql.dialect() == Dialect.MYSQL && i + 3 < sql.count(); i++) {
            boolean assigned = sql.isKeyword(i, "NEW")
                    && sql.isSymbol(i + 1, ".")
                    && sql.identifier(i + 2).equalsIgnoreCase(key)
                    && (sql.isSymbol(i + 3, "=") || sql.isSymbol(i + 3, ":="));
            if (assigned) {
                throw Refusal.of(
                        "The trigger gives the " + table.described()
                                + " another sharding key than the row was sent by.",
                        "Give \"" + key + "\" in the INSERT.");
            }
        }
    }

    private static int afterTable(QualifiedName table) {
        return table.span().end();
    }

    private Optional<String> triggerFunction() {
        for (int i = 0; i < sql.count(); i++) {
            boolean call = sql.areKeywords(i, "EXECUTE", "FUNCTION") || sql.areKeywords(i, "EXECUTE", "PROCEDURE");
            if (call) {
                boolean qualified = sql.isSymbol(i + 3, ".");
                return Optional.of(sql.identifier(qualified ? i + 4 : i + 2));
            }
        }
        return Optional.empty();
    }

    /**
     * What is neither of a database's schema nor understood: the server decides on one shard, elsewhere it is refused.
     */
    Target unusual(DdlStatement.OtherDdl statement) {
        boolean harmless =
                HARMLESS.stream().anyMatch(words -> statement.object().equals(words));
        if (placements.isOneShard() || harmless) {
            return everywhere(statement.kind());
        }
        throw refusal(
                statement.verb() + (statement.object().isEmpty() ? "" : " " + statement.object()), statement.kind());
    }

    Target refused(String what) {
        throw refusal(what, ObjectKind.OTHER);
    }

    private static RuntimeException refusal(String what, ObjectKind kind) {
        return kind == ObjectKind.SERVER_WIDE
                ? Refusal.of(
                        what + " is about servers, not about the logical database: several shards may share a server.",
                        "Run it on each server with a tool of the database.")
                : Refusal.of(
                        what + " is not supported over several shards.",
                        "Run it on each database by hand if it means the same on each of them.");
    }
}
