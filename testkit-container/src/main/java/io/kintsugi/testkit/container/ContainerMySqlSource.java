package io.kintsugi.testkit.container;

import io.kintsugi.embedded.MySqlOrder;
import io.kintsugi.embedded.MySqlRunner;
import io.kintsugi.embedded.MySqlSource;
import io.kintsugi.testkit.engine.ContainerEngine;

/** Brings MySQL in containers where a container engine of this machine answers. Stateless. */
public final class ContainerMySqlSource implements MySqlSource {

    /** System property that names another image, such as {@code mysql:8.4}. */
    static final String IMAGE_PROPERTY = "kintsugi.mysql.image";

    static final String IMAGE = "mysql:9.7";

    @Override
    public boolean isAvailable() {
        return ContainerEngine.answers();
    }

    @Override
    public MySqlRunner runner(MySqlOrder order) {
        return new ContainerMySql(order, System.getProperty(IMAGE_PROPERTY, IMAGE));
    }
}
