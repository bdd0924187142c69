package io.kintsugi.manager.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.kintsugi.node.probe.NodeReport;
import io.kintsugi.node.probe.ProbeError;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ClusterJudgeTest {
    private final ClusterJudge judge = new ClusterJudge(10_000);

    @Test
    void everyNodeAsItShouldBe_allIsWell() {
        ClusterHealth health = judge();

        assertThat(health.condition()).isEqualTo(Condition.WELL);
        assertThat(health.headline()).isEqualTo("All is well.");
        assertThat(health.shards()).extracting(ShardHealth::shard).containsExactly("s0", "s1", "catalog");
    }

    @Test
    void nothingLookedAtYet_isUnknown() {
        assertThat(judge.judge(Topologies.small(), Map.of()).condition()).isEqualTo(Condition.UNKNOWN);
    }

    @Test
    void replicaDown_isToWatch_andNamed() {
        ClusterHealth health = judge(Reports.failed("a1", ProbeError.REFUSED, "Nothing listens."));

        assertThat(health.condition()).isEqualTo(Condition.WATCH);
        assertThat(health.headline()).isEqualTo("Serving, with one shard to watch.");
        assertThat(health.shards().get(0).summary()).isEqualTo("a1 down: connection refused");
    }

    @Test
    void primaryDown_takesNoWrites() {
        ClusterHealth health = judge(Reports.failed("b0", ProbeError.TIMEOUT, "Silence."));

        assertThat(health.condition()).isEqualTo(Condition.BROKEN);
        assertThat(health.headline()).isEqualTo("One shard needs help.");
        assertThat(health.shards().get(1).summary()).isEqualTo("takes no writes");
    }

    @Test
    void tooFewAcknowledgingReplicas_isBroken() {
        assertThat(judge(Reports.primary("a0")).shards().get(0).summary()).isEqualTo("commits wait: 0 of 1 replicas");
    }

    @Test
    void replicaThatReceivesNothing_isNotCalledUpToDate() {
        NodeHealth node = judge(Reports.replica("a1", 7_200_000, false))
                .shards()
                .get(0)
                .nodes()
                .get(1);

        assertThat(node.condition()).isEqualTo(Condition.WATCH);
        assertThat(node.summary()).isEqualTo("not receiving, last change 2 h ago");
    }

    @Test
    void replicaBeyondTheLagLimit_isToWatch() {
        assertThat(judge(Reports.replica("a1", 11_000, true)).shards().get(0).summary())
                .isEqualTo("a1 11 s behind");
        assertThat(judge(Reports.replica("a1", 9_000, true)).condition()).isEqualTo(Condition.WELL);
    }

    @Test
    void wrongRoles_areBroken() {
        assertThat(judge(Reports.replica("a0", 0, true)).shards().get(0).condition())
                .isEqualTo(Condition.BROKEN);
        assertThat(judge(Reports.primary("a1")).shards().get(0).nodes().get(1).summary())
                .isEqualTo("is a primary, should be the replica");
    }

    @Test
    void refusedLogin_isNotTakenForADeadNode() {
        assertThat(judge(Reports.failed("a0", ProbeError.LOGIN_REFUSED, "no"))
                        .shards()
                        .get(0)
                        .condition())
                .isEqualTo(Condition.WATCH);
    }

    private ClusterHealth judge(NodeReport... others) {
        Map<String, NodeReport> reports = new LinkedHashMap<>();
        reports.put("a0", Reports.primary("a0", "a1", "a2"));
        reports.put("b0", Reports.primary("b0", "b1", "b2"));
        reports.put("k", Reports.primary("k"));
        for (String replica : new String[] {"a1", "a2", "b1", "b2"}) {
            reports.put(replica, Reports.replica(replica, 0, true));
        }
        Arrays.stream(others).forEach(report -> reports.put(report.node(), report));
        return judge.judge(Topologies.small(), reports);
    }
}
