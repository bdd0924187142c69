package io.kintsugi.spring;

import java.util.Map;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/**
 * Names the driver's class where the URL is ours and nobody has named one: Spring Boot knows a fixed list of URLs only.
 * An initializer of the context and not an EnvironmentPostProcessor, because that interface has moved from Boot 3 to 4.
 */
public final class DriverClassInitializer implements ApplicationContextInitializer<ConfigurableApplicationContext> {
    static final String DRIVER = "io.kintsugi.jdbc.KintsugiDriver";
    private static final String URL_PREFIX = "jdbc:kintsugi:";
    private static final String SOURCE = "kintsugi driver classes";

    /** Where Spring Boot and the tools that it starts take a URL from, and the property that goes with it. */
    private static final Map<String, String> DRIVER_CLASSES = Map.of(
            "spring.datasource.url", "spring.datasource.driver-class-name",
            "spring.flyway.url", "spring.flyway.driver-class-name",
            "spring.liquibase.url", "spring.liquibase.driver-class-name");

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        ConfigurableEnvironment environment = context.getEnvironment();
        Map<String, Object> added = new java.util.HashMap<>();
        DRIVER_CLASSES.forEach((url, driverClass) -> {
            String value = environment.getProperty(url, "");
            if (value.startsWith(URL_PREFIX) && !environment.containsProperty(driverClass)) {
                added.put(driverClass, DRIVER);
            }
        });
        if (!added.isEmpty()) {
            environment.getPropertySources().addLast(new MapPropertySource(SOURCE, added));
        }
    }
}
