package io.kintsugi.router.planner.write;

import io.kintsugi.router.syntax.Cast;
import io.kintsugi.router.syntax.FunctionCall;
import io.kintsugi.router.syntax.SyntaxNode;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Expressions that tell of one server, its database, its accounts or its catalog: no two copies need agree on them. */
final class ServerFacts {
    private static final Set<String> NAMES = Set.of(
            "col_description",
            "current_catalog",
            "current_database",
            "current_role",
            "current_setting",
            "current_user",
            "database",
            "getpgusername",
            "icu_version",
            "obj_description",
            "roles_graphml",
            "row_security_active",
            "schema",
            "session_user",
            "shobj_description",
            "system_user",
            "user",
            "validate_password_strength",
            "version");
    private static final Set<String> NUMBERED = Set.of(
            "regclass",
            "regcollation",
            "regconfig",
            "regdictionary",
            "regnamespace",
            "regoper",
            "regoperator",
            "regproc",
            "regprocedure",
            "regrole",
            "regtype");
    private static final List<String> BEGINNINGS =
            List.of("pg_", "inet_client_", "inet_server_", "txid_", "has_", "to_reg");

    private ServerFacts() {}

    /** What such an expression is called; empty for any other. */
    static Optional<String> of(SyntaxNode node) {
        if (node instanceof FunctionCall call) {
            return Optional.of(call.name().name()).filter(name -> isOne(name.toLowerCase(Locale.ROOT)));
        }
        // The number that a name stands for differs between servers.
        return node instanceof Cast cast && NUMBERED.contains(cast.type().text())
                ? Optional.of(cast.type().text())
                : Optional.empty();
    }

    /** Whether a word is the name of such a function, with or without parentheses. */
    static boolean isOne(String name) {
        return !name.equals("pg_typeof")
                && (NAMES.contains(name) || BEGINNINGS.stream().anyMatch(name::startsWith));
    }
}
