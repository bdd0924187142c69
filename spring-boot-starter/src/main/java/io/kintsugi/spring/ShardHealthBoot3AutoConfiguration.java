package io.kintsugi.spring;

import javax.sql.DataSource;
import org.springframework.boot.actuate.autoconfigure.health.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;

/** The health of the shards on Spring Boot 3, where there is the actuator. */
@AutoConfiguration(afterName = "org.springframework.boot.autoconfigure.jdbc.DataSourceAutoConfiguration")
@ConditionalOnClass({HealthIndicator.class, ConditionalOnEnabledHealthIndicator.class})
@ConditionalOnSingleCandidate(DataSource.class)
@ConditionalOnEnabledHealthIndicator("shards")
@Conditional(KintsugiUrlCondition.class)
@EnableConfigurationProperties(KintsugiProperties.class)
public class ShardHealthBoot3AutoConfiguration {
    @Bean
    @ConditionalOnMissingBean(name = "shardsHealthIndicator")
    HealthIndicator shardsHealthIndicator(DataSource database, KintsugiProperties properties) {
        return new ShardHealthBoot3(new ShardProbe(database, properties.health().timeoutSeconds()));
    }
}
