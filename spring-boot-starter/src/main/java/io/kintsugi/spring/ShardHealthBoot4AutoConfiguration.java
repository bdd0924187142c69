package io.kintsugi.spring;

import javax.sql.DataSource;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;

/** The health of the shards on Spring Boot 4, where there is the actuator. */
@AutoConfiguration(afterName = "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration")
@ConditionalOnClass({HealthIndicator.class, ConditionalOnEnabledHealthIndicator.class})
@ConditionalOnSingleCandidate(DataSource.class)
@ConditionalOnEnabledHealthIndicator("shards")
@Conditional(KintsugiUrlCondition.class)
@EnableConfigurationProperties(KintsugiProperties.class)
public class ShardHealthBoot4AutoConfiguration {
    @Bean
    @ConditionalOnMissingBean(name = "shardsHealthIndicator")
    HealthIndicator shardsHealthIndicator(DataSource database, KintsugiProperties properties) {
        return new ShardHealthBoot4(new ShardProbe(database, properties.health().timeoutSeconds()));
    }
}
