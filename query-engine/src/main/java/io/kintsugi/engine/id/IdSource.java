package io.kintsugi.engine.id;

import io.kintsugi.router.plan.IdDemand;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** The ids that INSERTs ask for. Thread-safe. */
public final class IdSource {
    /** Node numbers of tsid generators are taken in turn, so that the last 1,024 generators of a cluster differ. */
    private static final String NODE_NUMBERS = "kintsugi:tsid-node";

    private final SequenceIds sequences;
    private final Clock clock;
    private final AtomicReference<@Nullable TsidGenerator> tsids = new AtomicReference<>();

    public IdSource(int blockSize, Clock clock) {
        this.sequences = new SequenceIds(blockSize);
        this.clock = clock;
    }

    /** For each demand the first of its ids. */
    public List<Long> take(List<IdDemand> demands, BlockSource source) throws SQLException {
        List<Long> firsts = new ArrayList<>(demands.size());
        for (IdDemand demand : demands) {
            firsts.add(take(demand, source));
        }
        return firsts;
    }

    private long take(IdDemand demand, BlockSource source) throws SQLException {
        return switch (demand.generator()) {
            case SEQUENCE -> sequences.take(demand.table() + "." + demand.column(), demand.count(), source);
            case TSID -> tsids(source).take(demand.count());
        };
    }

    private TsidGenerator tsids(BlockSource source) throws SQLException {
        TsidGenerator known = tsids.get();
        if (known != null) {
            return known;
        }
        int node = (int) Math.floorMod(source.lease(NODE_NUMBERS, 1), (long) TsidGenerator.NODES);
        TsidGenerator made = new TsidGenerator(clock, node);
        TsidGenerator first = tsids.compareAndExchange(null, made);
        return first == null ? made : first;
    }
}
