package io.kintsugi.engine.mysql;

import io.kintsugi.errors.ErrorCode;
import io.kintsugi.errors.ShardException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;

/**
 * Which properties of Connector/J connections may have. Each one that is refused would make a result, a timeout or a
 * commit mean something else than the engine believes. The native driver does not tell the cases of some names apart.
 */
final class MySqlProperties {
    /**
     * What servers must not decide for themselves, whatever their configuration says: what COMMIT does besides, how
     * many rows a query gives, which ids follow the one that was announced. Said last, so it holds.
     */
    static final String OWN_VARIABLES = "completion_type=0,sql_select_limit=18446744073709551615,"
            + "auto_increment_increment=1,auto_increment_offset=1";

    private static final Set<String> FORBIDDEN = Set.of(
            "autoreconnect",
            "autoreconnectforpools",
            "defaultfetchsize",
            "donttrackopenresources",
            "elidesetautocommits",
            // A large object would be read when it is asked for, over a connection that others have by then.
            "emulatelocators",
            "maxrows",
            // Both bring in properties that are not seen here.
            "propertiestransform",
            "readonlypropagatestoserver",
            "relaxautocommit",
            "usecursorfetch",
            "uselocaltransactionstate",
            "useconfigs");

    /** Beside those that sessions may not set either: what the pool or the driver sets for each of its users. */
    private static final Set<String> FORBIDDEN_VARIABLES = Set.of(
            "autocommit",
            "character_set_client",
            "character_set_connection",
            "character_set_results",
            "last_insert_id",
            "identity",
            "transaction_read_only",
            "tx_read_only");

    /** Every text can be said in these; of others the driver sends a question mark for what it cannot say. */
    private static final Set<String> ENCODINGS = Set.of("utf8", "utf8mb4");

    private static final Set<String> ENCODING_NAMES =
            Set.of("characterencoding", "clobcharacterencoding", "charactersetresults");

    /** Set to false, they cut or garble a value on its way, and its key would be another than the router saw. */
    private static final Set<String> KEEPS_VALUES =
            Set.of("sendfractionalseconds", "sendfractionalsecondsfortime", "treatutildateastimestamp");

    /** Entries go to their shards together, so there is no first failure after which nothing has run. */
    private static final String BATCH_GOES_ON = "continuebatchonerror";

    private static final String COLLATION = "connectioncollation";
    private static final String COLLATIONS = "utf8mb4_";
    private static final String VARIABLES = "sessionvariables";

    private MySqlProperties() {}

    /** INVALID_PROPERTY for one that is refused. */
    static void put(Properties properties, String name, String value) {
        String folded = name.toLowerCase(Locale.ROOT);
        if (FORBIDDEN.contains(folded)) {
            throw refused("Property " + name + " cannot be set: the engine relies on it.", "Leave it out.");
        }
        boolean yes = value.equalsIgnoreCase("true") || value.equalsIgnoreCase("yes");
        if (KEEPS_VALUES.contains(folded) && !yes) {
            throw refused(
                    "Property " + name + " is '" + value + "', which changes values on their way to a shard.",
                    "Leave it out.");
        }
        if (folded.equals(BATCH_GOES_ON) && !yes) {
            throw refused(
                    "Property " + name + " is '" + value + "', but the entries of a batch run on their shards together:"
                            + " those behind one that fails may have run before it.",
                    "Leave it out, or run a batch that has to stop in a transaction and roll it back.");
        }
        requireUnicode(name, folded, value);
        if (folded.equals(VARIABLES)) {
            assigned(value).forEach(MySqlProperties::requireOpen);
        }
        properties.setProperty(name, value);
    }

    private static void requireUnicode(String name, String folded, String value) {
        String known = value.toLowerCase(Locale.ROOT);
        boolean encoding = ENCODING_NAMES.contains(folded)
                && !ENCODINGS.contains(known.replace("-", "").replace("_", ""));
        boolean collation = folded.equals(COLLATION) && !known.startsWith(COLLATIONS);
        if (encoding || collation) {
            throw refused(
                    "Property " + name + " is '" + value + "', which cannot say every text as it is.",
                    "Use UTF-8, which is the default.");
        }
    }

    private static void requireOpen(String variable) {
        if (ReservedVariables.NAMES.contains(variable) || FORBIDDEN_VARIABLES.contains(variable)) {
            throw refused(
                    "The variable " + variable + " cannot be set in sessionVariables: Kintsugi relies on it.",
                    "Leave it out.");
        }
    }

    /** The names that are assigned, folded; commas and semicolons within quotes or parentheses separate nothing. */
    static List<String> assigned(String variables) {
        List<String> names = new ArrayList<>();
        int depth = 0;
        char quote = 0;
        int start = 0;
        for (int index = 0; index <= variables.length(); index++) {
            char now = index < variables.length() ? variables.charAt(index) : ',';
            if (quote != 0) {
                quote = now == quote ? 0 : quote;
            } else if (now == '\'' || now == '"' || now == '`') {
                quote = now;
            } else if (now == '(') {
                depth++;
            } else if (now == ')') {
                depth--;
            }
            boolean ends = index == variables.length() || (quote == 0 && depth <= 0 && (now == ',' || now == ';'));
            if (ends) {
                names.add(name(variables.substring(start, index)));
                start = index + 1;
            }
        }
        return names;
    }

    /** {@code @@SESSION.name := value}, and the shorter forms of it. */
    private static String name(String assignment) {
        int equals = assignment.indexOf('=');
        String left = (equals < 0 ? assignment : assignment.substring(0, equals))
                .replace(":", "")
                .replace("`", "")
                .strip()
                .toLowerCase(Locale.ROOT);
        return left.replaceFirst("^(@@)?(session|local)\\s*[.\\s]\\s*", "").replaceFirst("^@@", "");
    }

    private static ShardException refused(String message, String remedy) {
        return new ShardException(ErrorCode.INVALID_PROPERTY, message).withRemedy(remedy);
    }
}
