package io.kintsugi.engine.metrics;

import java.lang.management.ManagementFactory;
import java.util.Hashtable;
import java.util.Map;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An engine's MBean, until closed. No engine fails for want of it: a process may forbid MBeans. */
public final class MBeanHandle implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(MBeanHandle.class);
    private static final String DOMAIN = "io.kintsugi";

    private final MBeanServer server = ManagementFactory.getPlatformMBeanServer();
    private final ClusterMXBean bean;

    private MBeanHandle(ClusterMXBean bean) {
        this.bean = bean;
    }

    public static MBeanHandle register(ClusterMXBean bean) {
        MBeanHandle handle = new MBeanHandle(bean);
        try {
            handle.server.registerMBean(bean, handle.name());
        } catch (JMException | SecurityException refused) {
            LOG.warn("The MBean of cluster {} cannot be registered: {}", bean.getCluster(), refused.toString());
        }
        return handle;
    }

    private ObjectName name() throws JMException {
        return new ObjectName(
                DOMAIN,
                new Hashtable<>(Map.of(
                        "type", "Cluster", "name", ObjectName.quote(bean.getCluster()), "client", bean.getClientId())));
    }

    @Override
    public void close() {
        try {
            if (server.isRegistered(name())) {
                server.unregisterMBean(name());
            }
        } catch (JMException | SecurityException refused) {
            LOG.debug("The MBean of cluster {} cannot be taken back", bean.getCluster(), refused);
        }
    }
}
