package io.kintsugi.router.syntax;

import io.kintsugi.router.lexer.TokenSpan;
import java.util.Locale;

/** Takes the text of a variable apart. */
final class VariableNames {
    private VariableNames() {}

    /** The variable of one token, {@code @a} or {@code @@global.a}. */
    static Variable read(String written, TokenSpan span) {
        if (!written.startsWith("@@")) {
            return new Variable(VariableScope.USER, plain(written.substring(1)), span);
        }
        String name = written.substring(2).toLowerCase(Locale.ROOT);
        int dot = name.indexOf('.');
        VariableScope scope = dot < 0 ? VariableScope.SYSTEM : scope(name.substring(0, dot));
        boolean scoped = scope != VariableScope.SYSTEM;
        return new Variable(scope, unquotedParts(scoped ? name.substring(dot + 1) : name), span);
    }

    private static VariableScope scope(String word) {
        return switch (word) {
            case "global" -> VariableScope.GLOBAL;
            case "session", "local" -> VariableScope.SESSION;
            case "persist" -> VariableScope.PERSIST;
            case "persist_only" -> VariableScope.PERSIST_ONLY;
            default -> VariableScope.SYSTEM;
        };
    }

    private static String plain(String name) {
        char quote = name.charAt(0);
        if (quote != '`' && quote != '\'' && quote != '"') {
            return name.toLowerCase(Locale.ROOT);
        }
        String doubled = "" + quote + quote;
        return name.substring(1, name.length() - 1).replace(doubled, "" + quote).toLowerCase(Locale.ROOT);
    }

    private static String unquotedParts(String name) {
        return name.replace("`", "");
    }
}
