package io.kintsugi.jdbc.micrometer;

import io.kintsugi.engine.metrics.ClusterMXBean;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.management.InstanceNotFoundException;
import javax.management.JMX;
import javax.management.ListenerNotFoundException;
import javax.management.MBeanServer;
import javax.management.MBeanServerDelegate;
import javax.management.MBeanServerNotification;
import javax.management.MalformedObjectNameException;
import javax.management.Notification;
import javax.management.NotificationListener;
import javax.management.ObjectName;

/**
 * Binds the meters of every cluster that this process is or will be connected to; {@code docs/metrics.md} lists them.
 * It reads the clusters' MBeans, so it connects to nothing itself. Thread-safe.
 */
public final class KintsugiMetrics implements MeterBinder, AutoCloseable {
    private final MBeanServer server = ManagementFactory.getPlatformMBeanServer();
    private final List<Binding> bindings = new ArrayList<>();

    @Override
    public void bindTo(MeterRegistry registry) {
        Binding binding = new Binding(registry);
        synchronized (bindings) {
            bindings.add(binding);
        }
        try {
            server.addNotificationListener(MBeanServerDelegate.DELEGATE_NAME, binding, null, null);
        } catch (InstanceNotFoundException impossible) {
            throw new IllegalStateException("an MBean server without its delegate", impossible);
        }
        server.queryNames(pattern(), null).forEach(binding::appeared);
    }

    private static ObjectName pattern() {
        try {
            return new ObjectName(ClusterMXBean.PATTERN);
        } catch (MalformedObjectNameException impossible) {
            throw new IllegalStateException(ClusterMXBean.PATTERN, impossible);
        }
    }

    /** Takes all meters back. */
    @Override
    public void close() {
        List<Binding> all;
        synchronized (bindings) {
            all = List.copyOf(bindings);
            bindings.clear();
        }
        for (Binding binding : all) {
            try {
                server.removeNotificationListener(MBeanServerDelegate.DELEGATE_NAME, binding);
            } catch (InstanceNotFoundException | ListenerNotFoundException gone) {
                throw new IllegalStateException("somebody else has removed the listener", gone);
            }
            binding.close();
        }
    }

    /** The clusters' meters in one registry. */
    private final class Binding implements NotificationListener {
        private final MeterRegistry registry;

        /** Guarded by this. */
        private final Map<ObjectName, ClusterMXBean> engines = new HashMap<>();

        /** By the cluster's name; guarded by this. */
        private final Map<String, ClusterMeters> clusters = new HashMap<>();

        Binding(MeterRegistry registry) {
            this.registry = registry;
        }

        @Override
        public void handleNotification(Notification notification, Object handback) {
            if (!(notification instanceof MBeanServerNotification change)
                    || !pattern().apply(change.getMBeanName())) {
                return;
            }
            if (change.getType().equals(MBeanServerNotification.REGISTRATION_NOTIFICATION)) {
                appeared(change.getMBeanName());
            } else {
                vanished(change.getMBeanName());
            }
        }

        synchronized void appeared(ObjectName name) {
            if (engines.containsKey(name)) {
                return;
            }
            ClusterMXBean engine = JMX.newMXBeanProxy(server, name, ClusterMXBean.class);
            engines.put(name, engine);
            ClusterMeters known = clusters.get(cluster(name));
            if (known == null) {
                clusters.put(cluster(name), new ClusterMeters(registry, engine));
            } else {
                known.add(engine);
            }
        }

        private synchronized void vanished(ObjectName name) {
            ClusterMXBean engine = engines.remove(name);
            ClusterMeters meters = clusters.get(cluster(name));
            if (engine != null && meters != null && !meters.remove(engine)) {
                clusters.remove(cluster(name));
                meters.close();
            }
        }

        private String cluster(ObjectName name) {
            return ObjectName.unquote(name.getKeyProperty("name"));
        }

        synchronized void close() {
            clusters.values().forEach(ClusterMeters::close);
            clusters.clear();
            engines.clear();
        }
    }
}
