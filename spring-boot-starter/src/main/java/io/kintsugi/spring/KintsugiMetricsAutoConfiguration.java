package io.kintsugi.spring;

import io.kintsugi.jdbc.micrometer.KintsugiMetrics;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;

/** The meters, where there is Micrometer. */
@AutoConfiguration
@ConditionalOnClass(MeterBinder.class)
@Conditional(KintsugiUrlCondition.class)
public class KintsugiMetricsAutoConfiguration {
    @Bean
    @ConditionalOnMissingBean
    KintsugiMetrics kintsugiMetrics() {
        return new KintsugiMetrics();
    }
}
