package io.kintsugi.spring;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What can be set.
 *
 * @param health about the health indicator
 */
@ConfigurationProperties("kintsugi")
public record KintsugiProperties(@DefaultValue Health health) {
    /**
     * About the health indicator.
     *
     * @param timeoutSeconds the longest wait for one shard
     */
    public record Health(@DefaultValue("5") int timeoutSeconds) {}
}
