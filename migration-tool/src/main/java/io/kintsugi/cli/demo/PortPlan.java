package io.kintsugi.cli.demo;

import io.kintsugi.errors.ErrorCode;
import io.kintsugi.errors.ShardException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/**
 * Which ports a demo takes: the manager the first, the catalog the next, then the shards' servers. 0 stands for any
 * free port.
 */
record PortPlan(int base) {
    static final int USUAL_BASE = 7700;
    /** Any free ports. */
    static final PortPlan ANY = new PortPlan(0);

    private static final int PORT_MAX = 65_535;

    /** PORT_IN_USE when the ports that were asked for are taken; the usual ones give way to free ones instead. */
    static PortPlan choose(DemoPlan plan) {
        int count = plan.serverCount() + 1;
        if (plan.portBase().isEmpty()) {
            PortPlan usual = new PortPlan(USUAL_BASE);
            return usual.firstTaken(count) == 0 ? usual : ANY;
        }
        PortPlan wanted = new PortPlan(plan.portBase().get());
        if (wanted.base < 1 || wanted.base + count - 1 > PORT_MAX) {
            throw new ShardException(
                            ErrorCode.INVALID_ARGUMENT,
                            "The demo takes " + count + " ports from " + wanted.base + " on; they lie between 1 and "
                                    + PORT_MAX + ".")
                    .withRemedy("Choose another --port-base, or leave it out.");
        }
        int taken = wanted.firstTaken(count);
        if (taken != 0) {
            throw new ShardException(ErrorCode.PORT_IN_USE, "Port " + taken + " is taken.")
                    .withRemedy("Choose another --port-base; the demo takes " + count
                            + " ports. Without the option it finds free ones.");
        }
        return wanted;
    }

    /** 0 when all are free. */
    private int firstTaken(int count) {
        for (int port = base; port < base + count; port++) {
            if (!isFree(port)) {
                return port;
            }
        }
        return 0;
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port));
            return true;
        } catch (IOException taken) {
            return false;
        }
    }

    int manager() {
        return base;
    }

    int catalog() {
        return base == 0 ? 0 : base + 1;
    }

    /** Of a shard's primary; its replicas follow. */
    int shard(int ordinal, int serversOfEach) {
        return base == 0 ? 0 : base + 2 + ordinal * serversOfEach;
    }
}
