package io.kintsugi.spring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.ConfigurationProperties;

final class MetadataTest {
    /** The metadata is written by hand, being shorter than the processor that would make it. */
    @Test
    void metadata_namesTheProperties() throws IOException {
        String prefix = Objects.requireNonNull(KintsugiProperties.class.getAnnotation(ConfigurationProperties.class))
                .value();
        try (InputStream stream = getClass().getResourceAsStream("/META-INF/spring-configuration-metadata.json")) {
            String metadata = new String(Objects.requireNonNull(stream).readAllBytes(), StandardCharsets.UTF_8);
            assertThat(metadata)
                    .contains(prefix + ".health.timeout-seconds", KintsugiProperties.class.getName())
                    .contains("\"defaultValue\": 5");
        }
    }
}
