package io.kintsugi.cli.advise;

import io.kintsugi.cli.console.CliException;
import io.kintsugi.cli.console.ExitCode;
import io.kintsugi.cli.existing.Definition;
import io.kintsugi.cli.existing.ExistingDatabase;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The proposal chosen and why not the others.
 *
 * @param traffic where the log's statements go; empty without a log
 * @param others what was not chosen, one line each
 */
public record Advice(Proposal proposal, Optional<Traffic> traffic, List<String> others) {
    private static final int PROPOSALS_MAX = 20;

    public Advice {
        others = List.copyOf(others);
    }

    /** By foreign keys alone. */
    public static Proposal byForeignKeys(ExistingDatabase database) throws SQLException {
        return proposals(database).get(0);
    }

    private static List<Proposal> proposals(ExistingDatabase database) throws SQLException {
        List<Proposal> proposals = new ProposalMaker(database.tables()).make();
        if (proposals.isEmpty()) {
            throw new CliException(
                    ExitCode.NOT_FOUND,
                    "No table of the database has a primary key of one column that could be a sharding key.",
                    "Give the tables primary keys, or name the keys in a topology by hand.");
        }
        return proposals.subList(0, Math.min(proposals.size(), PROPOSALS_MAX));
    }

    static Advice of(ExistingDatabase database, Optional<StatementLog> log, int shards) throws SQLException {
        List<Proposal> proposals = proposals(database);
        if (log.isEmpty()) {
            return new Advice(proposals.get(0), Optional.empty(), others(proposals, proposals.get(0)));
        }
        List<Definition> definitions = database.definitions();
        Proposal best = proposals.get(0);
        Optional<Traffic> bestTraffic = Optional.empty();
        List<String> others = new ArrayList<>();
        for (Proposal proposal : proposals) {
            Traffic traffic = Traffic.of(
                    TopologyText.topology(proposal, database.dialect(), shards),
                    database.schema(),
                    definitions,
                    log.get().counts());
            boolean better = bestTraffic.isEmpty()
                    || traffic.oneShard() > bestTraffic.get().oneShard();
            others.add(line(proposal, Optional.of(traffic)));
            if (better) {
                best = proposal;
                bestTraffic = Optional.of(traffic);
            }
        }
        others.remove(line(best, bestTraffic));
        return new Advice(best, bestTraffic, others);
    }

    private static List<String> others(List<Proposal> proposals, Proposal chosen) {
        return proposals.stream()
                .filter(proposal -> !proposal.equals(chosen))
                .map(proposal -> line(proposal, Optional.empty()))
                .toList();
    }

    private static String line(Proposal proposal, Optional<Traffic> traffic) {
        return "around " + proposal.root() + ", " + proposal.count(Proposal.Kind.SHARDED) + " sharded tables"
                + traffic.map(counted -> ", " + counted.shareOfOneShard() + " % of the statements on one shard")
                        .orElse("");
    }
}
