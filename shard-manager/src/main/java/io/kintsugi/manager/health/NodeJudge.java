package io.kintsugi.manager.health;

import io.kintsugi.node.probe.NodeFacts;
import io.kintsugi.node.probe.NodeReport;
import io.kintsugi.node.probe.NodeRole;
import io.kintsugi.node.probe.ProbeFailure;
import io.kintsugi.topology.Node;
import java.util.Locale;
import java.util.Optional;

/** Judges one node by its latest report. Pure. */
final class NodeJudge {
    private static final long MILLIS_A_SECOND = 1_000;

    private record Verdict(Condition condition, String summary) {}

    private final int lagMillisMax;

    NodeJudge(int lagMillisMax) {
        this.lagMillisMax = lagMillisMax;
    }

    NodeHealth judge(Node node, NodeRole expected, Optional<NodeReport> report) {
        Verdict verdict = report.map(known -> verdict(expected, known))
                .orElse(new Verdict(Condition.UNKNOWN, "not looked at yet"));
        return new NodeHealth(node, expected, verdict.condition(), verdict.summary(), report);
    }

    private Verdict verdict(NodeRole expected, NodeReport report) {
        if (report.failure().isPresent()) {
            return failed(report.failure().get());
        }
        return report.facts()
                .map(facts -> judge(expected, facts))
                .orElse(new Verdict(Condition.WELL, "accepts connections"));
    }

    private static Verdict failed(ProbeFailure failure) {
        return switch (failure.error()) {
            case REFUSED -> new Verdict(Condition.BROKEN, "down: connection refused");
            case UNREACHABLE -> new Verdict(Condition.BROKEN, "unreachable");
            case UNKNOWN_HOST -> new Verdict(Condition.BROKEN, "host name unknown");
            case TIMEOUT -> new Verdict(Condition.BROKEN, "silent");
            case PROTOCOL -> new Verdict(Condition.BROKEN, "not speaking the protocol");
            case NOT_READY -> new Verdict(Condition.BROKEN, "starting or stopping");
            case STATEMENT_FAILED -> new Verdict(Condition.BROKEN, "statements fail");
            case LOGIN_REFUSED -> new Verdict(Condition.WATCH, "refuses our login");
            case TOO_MANY_CONNECTIONS -> new Verdict(Condition.WATCH, "connection slots full");
            case NOT_PROBED -> new Verdict(Condition.UNKNOWN, "not looked at lately");
        };
    }

    private Verdict judge(NodeRole expected, NodeFacts facts) {
        if (facts.role() != expected) {
            return new Verdict(Condition.BROKEN, "is a " + name(facts.role()) + ", should be the " + name(expected));
        }
        return expected == NodeRole.PRIMARY ? new Verdict(Condition.WELL, "takes writes") : replica(facts);
    }

    private static String name(NodeRole role) {
        return role.name().toLowerCase(Locale.ROOT);
    }

    private Verdict replica(NodeFacts facts) {
        if (!facts.streaming().orElse(false)) {
            return new Verdict(Condition.WATCH, "not receiving" + ago(facts));
        }
        long lag = facts.replayLagMillis().orElse(0);
        if (lag > lagMillisMax) {
            return new Verdict(Condition.WATCH, duration(lag) + " behind");
        }
        return new Verdict(Condition.WELL, lag == 0 ? "up to date" : duration(lag) + " behind");
    }

    private static String ago(NodeFacts facts) {
        return facts.replayLagMillis().isPresent()
                ? ", last change " + duration(facts.replayLagMillis().getAsLong()) + " ago"
                : "";
    }

    private static String duration(long millis) {
        if (millis < MILLIS_A_SECOND) {
            return millis + " ms";
        }
        long seconds = millis / MILLIS_A_SECOND;
        return seconds < 120 ? seconds + " s" : seconds < 7200 ? seconds / 60 + " min" : seconds / 3600 + " h";
    }
}
