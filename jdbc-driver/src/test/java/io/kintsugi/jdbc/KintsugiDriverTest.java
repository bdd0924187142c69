package io.kintsugi.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kintsugi.engine.api.EngineProperty;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.DriverPropertyInfo;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.postgresql.PGProperty;

class KintsugiDriverTest {
    private static final String FILE = "jdbc:kintsugi:postgresql:file:" + Contestants.topologyFile();

    private final KintsugiDriver driver = new KintsugiDriver((topology, config, dialect) -> {
        throw new IllegalStateException("nothing may start here");
    });

    @Test
    void driver_isFoundByDriverManager() throws SQLException {
        assertThat(ServiceLoader.load(Driver.class).stream().map(ServiceLoader.Provider::type))
                .contains(KintsugiDriver.class);
        assertThat(DriverManager.getDriver("jdbc:kintsugi:postgresql:file:x")).isInstanceOf(KintsugiDriver.class);
    }

    @Test
    void foreignUrl_isLeftToOthers() throws SQLException {
        for (String url : List.of("jdbc:postgresql://host/db", "jdbc:mysql://host/db", "jdbc:kintsug", "")) {
            assertThat(driver.acceptsURL(url)).isFalse();
            assertThat(driver.connect(url, new Properties())).isNull();
            assertThat(driver.getPropertyInfo(url, new Properties())).isEmpty();
        }
        assertThatThrownBy(() -> driver.acceptsURL(null)).isInstanceOf(SQLException.class);
    }

    @Test
    void otherDialect_isRefusedByName() {
        assertState(FILE.replace("postgresql", "mysql"), "KZ501", "speaks postgresql");
    }

    @Test
    void wrongProperties_areRefusedWithASuggestion() {
        assertState(FILE + "?poolSizePerNod=3", "KZ502", "Did you mean 'poolSizePerNode'?");
        assertState(FILE + "?socketTimeOut=3", "KZ502", "Did you mean 'socketTimeout'?");
        assertState(FILE + "?transactionmode=single-shard", "KZ502", "Did you mean 'transactionMode'?");
        assertState(FILE + "?poolSizePerNode=many", "KZ502", "whole number");
        assertState(FILE + "?transactionMode=all", "KZ502", "best-effort");
        assertState(FILE + "?targetServerType=primary", "KZ502", "topology");
        assertState(FILE + "?password=x", "KZ502", "without a user");
        assertState(FILE + "?user=a&closeWaitMillis=-1", "KZ502", "0 or more");
    }

    @Test
    void missingTopology_isNamed() {
        assertState("jdbc:kintsugi:postgresql:file:/nowhere/x.yaml?user=a", "KZ302", "/nowhere/x.yaml");
        assertState("jdbc:kintsugi:postgresql:classpath:nowhere.yaml?user=a", "KZ302", "nowhere.yaml");
    }

    private void assertState(String url, String state, String part) {
        assertThatThrownBy(() -> driver.connect(url, new Properties()))
                .isInstanceOfSatisfying(
                        SQLException.class,
                        error -> assertThat(error.getSQLState()).isEqualTo(state))
                .hasMessageContaining(part);
    }

    @Test
    void propertyInfo_listsAllWithDefaultAndDescription() throws SQLException {
        DriverPropertyInfo[] all = driver.getPropertyInfo(FILE + "?poolSizePerNode=77", null);
        List<String> names = Arrays.stream(all).map(info -> info.name).toList();
        assertThat(names).doesNotHaveDuplicates().contains("user", "lingerMillis", PGProperty.SSL_MODE.getName());
        assertThat(names)
                .containsAll(Arrays.stream(EngineProperty.values())
                        .map(EngineProperty::text)
                        .toList());
        assertThat(names)
                .containsAll(Arrays.stream(DriverProperty.values())
                        .map(DriverProperty::text)
                        .toList());
        assertThat(names).doesNotContain(PGProperty.PG_HOST.getName());
        assertThat(all)
                .allSatisfy(info -> assertThat(info.description).as(info.name).isNotBlank());
        assertThat(all).anySatisfy(info -> {
            assertThat(info.name).isEqualTo("poolSizePerNode");
            assertThat(info.value).isEqualTo("77");
        });
    }

    @Test
    void dataSource_withoutUrl_saysSo() {
        try (KintsugiDataSource source = new KintsugiDataSource(driver)) {
            assertThatThrownBy(source::getConnection).hasMessageContaining("no URL");
            source.setUrl("jdbc:postgresql://host/db");
            assertThatThrownBy(source::getConnection).hasMessageContaining("another driver");
            source.close();
            assertThatThrownBy(source::getConnection).hasMessageContaining("closed");
        }
    }
}
