package io.kintsugi.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kintsugi.errors.ErrorCode;
import io.kintsugi.errors.ShardException;
import io.kintsugi.topology.Dialect;
import io.kintsugi.topology.remote.ManagerEndpoint;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KintsugiUrlTest {
    @Test
    void file_isTakenAsAPath_relativeOrNot() {
        KintsugiUrl absolute =
                KintsugiUrl.parse("jdbc:kintsugi:postgresql:file:/etc/shop cluster.yaml?user=a%26b&password=");
        assertThat(absolute.dialect()).isEqualTo(Dialect.POSTGRESQL);
        assertThat(absolute.source()).isEqualTo(new TopologySource.File(Path.of("/etc/shop cluster.yaml")));
        assertThat(absolute.properties()).containsEntry("user", "a&b").containsEntry("password", "");
        assertThat(KintsugiUrl.parse("jdbc:kintsugi:postgresql:file:x/../cluster.yaml")
                        .source())
                .isEqualTo(KintsugiUrl.parse("jdbc:kintsugi:postgresql:file:cluster.yaml")
                        .source());
    }

    @Test
    void managers_areListedWithTheirPorts() {
        assertThat(KintsugiUrl.parse("jdbc:kintsugi:postgresql://m1:7701,m2,[::1]:9/shop?poolSizePerNode=3")
                        .source())
                .isEqualTo(new TopologySource.Managers(
                        List.of(
                                new ManagerEndpoint("m1", 7701),
                                new ManagerEndpoint("m2", ManagerEndpoint.DEFAULT_PORT),
                                new ManagerEndpoint("::1", 9)),
                        "shop"));
    }

    @Test
    void classpath_isAResource() {
        assertThat(KintsugiUrl.parse("jdbc:kintsugi:postgresql:classpath:/a/b.yaml")
                        .source())
                .isEqualTo(new TopologySource.Classpath("a/b.yaml"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "jdbc:kintsugi:postgresql | names no place",
                "jdbc:kintsugi: | names no place",
                "jdbc:kintsugi:postgres:file:x | Did you mean 'postgresql'?",
                "jdbc:kintsugi:postgresql:fil:x | Did you mean 'file'?",
                "jdbc:kintsugi:postgresql:file: | names no place of a topology",
                "jdbc:kintsugi:postgresql://host:7700 | names no cluster",
                "jdbc:kintsugi:postgresql://host:7700/ | names no cluster",
                "jdbc:kintsugi:postgresql:///shop | no address of a manager",
                "jdbc:kintsugi:postgresql://host:port/shop | no address of a manager",
                "jdbc:kintsugi:postgresql://host:0/shop | no address of a manager",
                "jdbc:kintsugi:postgresql:file:x?novalue | without a name or a value",
                "jdbc:kintsugi:postgresql:file:x?a=1&a=2 | twice",
                "jdbc:kintsugi:postgresql:file:x?a=%zz | %-escape",
            })
    void wrongUrl_isRefusedWithTheWayOut(String url, String part) {
        assertThatThrownBy(() -> KintsugiUrl.parse(url))
                .isInstanceOfSatisfying(
                        ShardException.class, error -> assertThat(error.code()).isEqualTo(ErrorCode.INVALID_URL))
                .hasMessageContaining(part);
    }

    @Test
    void wrongUrl_doesNotShowThePassword() {
        assertThatThrownBy(() -> KintsugiUrl.parse("jdbc:kintsugi:postgresql:fle:x?password=secret"))
                .message()
                .doesNotContain("secret");
    }
}
