package io.kintsugi.router.planner;

import io.kintsugi.errors.ErrorCode;
import io.kintsugi.errors.ShardException;
import io.kintsugi.router.RoutingContext;
import io.kintsugi.router.lexer.LexedSql;
import io.kintsugi.router.lexer.RoutingHint;
import io.kintsugi.router.plan.ShardId;
import io.kintsugi.topology.Keyspace;
import io.kintsugi.topology.Shard;
import io.kintsugi.topology.Topology;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The shard a statement goes to whatever it says.
 *
 * @param by what makes it certain
 * @param holdsCatalog whether the catalog is the same database, so that even system queries belong there
 */
public record CertainTarget(ShardId shard, By by, boolean holdsCatalog, String reason) {
    private static final String SHARD_HINT = "shard=";

    /** What makes a target certain. */
    public enum By {
        /** A hint in the statement. */
        HINT,
        /** The session is bound to the shard, over one connection of its own. */
        PIN,
        /** There is no other shard. */
        ONLY
    }

    /** Whether somebody chose it: then nothing in the statement decides where it goes. */
    public boolean chosen() {
        return by != By.ONLY;
    }

    /** Whether statements may meet another connection each time, unless a plan says that the session keeps it. */
    public boolean poolsConnections() {
        return by != By.PIN;
    }

    /** The certain target of a statement, if there is one: a hint, the session's pin, or the only shard. */
    public static Optional<CertainTarget> of(LexedSql sql, RoutingContext context) {
        for (RoutingHint hint : sql.hints()) {
            return Optional.of(
                    new CertainTarget(hinted(hint, context.topology()), By.HINT, false, "a routing hint says so"));
        }
        if (context.pinned().isPresent()) {
            return Optional.of(new CertainTarget(
                    context.pinned().get(), By.PIN, false, "the session is bound to this shard (kintsugi.shard)"));
        }
        return onlyShard(context.topology());
    }

    private static Optional<CertainTarget> onlyShard(Topology topology) {
        if (topology.keyspaces().size() != 1) {
            return Optional.empty();
        }
        Keyspace keyspace = topology.keyspaces().values().iterator().next();
        if (keyspace.shards().size() != 1) {
            return Optional.empty();
        }
        Shard shard = keyspace.shards().get(0);
        boolean holdsCatalog =
                shard.replicas().nodes().equals(topology.catalog().nodes());
        ShardId id = new ShardId(keyspace.name(), shard.name());
        return Optional.of(new CertainTarget(id, By.ONLY, holdsCatalog, "the cluster has one shard"));
    }

    private static ShardId hinted(RoutingHint hint, Topology topology) {
        String text = hint.text().replace(" ", "");
        if (!text.toLowerCase(Locale.ROOT).startsWith(SHARD_HINT)) {
            throw invalid(hint, "is not understood");
        }
        return named(text.substring(SHARD_HINT.length()), topology)
                .orElseThrow(() -> invalid(hint, "names no shard, or more than one"));
    }

    /** The shard of a name such as {@code s0} or {@code customers/s0}, if there is exactly one. */
    public static Optional<ShardId> named(String name, Topology topology) {
        List<ShardId> matching = topology.keyspaces().values().stream()
                .flatMap(keyspace -> keyspace.shards().stream().map(s -> new ShardId(keyspace.name(), s.name())))
                .filter(id -> id.shard().equals(name) || id.toString().equals(name))
                .limit(2)
                .toList();
        return matching.size() == 1 ? Optional.of(matching.get(0)) : Optional.empty();
    }

    private static ShardException invalid(RoutingHint hint, String what) {
        return new ShardException(
                        ErrorCode.UNSUPPORTED_STATEMENT, "The routing hint '" + hint.text() + "' " + what + ".")
                .withRemedy("Write it as /*kintsugi: shard=<keyspace>/<shard> */.");
    }
}
