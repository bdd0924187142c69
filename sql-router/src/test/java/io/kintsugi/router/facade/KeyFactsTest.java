package io.kintsugi.router.facade;

import static org.assertj.core.api.Assertions.assertThat;

import io.kintsugi.router.RoutingContext;
import io.kintsugi.topology.Topology;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What must not be taken for known of a sharding key: each of these statements needs rows of both shards. */
final class KeyFactsTest {
    private static final String PASS_THROUGH = "tier: pass through";
    private static final RouteCases POSTGRESQL = RouteCases.postgreSql();
    private static final RouteCases MYSQL = RouteCases.in(Path.of("src/test/resources/routes/mysql"));

    private static List<String> route(RouteCases cases, RoutingContext context, String sql) {
        return RouteCases.lines(new SqlRouter(RouterConfig.defaults()), sql, context, RouteCases.values());
    }

    private static List<String> postgreSql(String sql) {
        Topology topology = POSTGRESQL.topology("shop");
        return route(POSTGRESQL, POSTGRESQL.context(topology), sql);
    }

    private static List<String> mySql(String sql) {
        Topology topology = MYSQL.topology("shop");
        return route(MYSQL, MYSQL.context(topology), sql);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT * FROM (SELECT u.user_id AS a, o.user_id AS b FROM users u"
                        + " LEFT JOIN orders o ON o.user_id = u.user_id AND o.user_id = 7) d",
                "SELECT a FROM (SELECT u.user_id AS a, o.status AS b FROM users u"
                        + " LEFT JOIN orders o ON o.user_id = u.user_id AND o.user_id = 7) d",
                "WITH c AS (SELECT u.user_id AS a, o.user_id AS b FROM users u"
                        + " LEFT JOIN orders o ON o.user_id = u.user_id AND o.user_id = 7) SELECT a FROM c",
                "INSERT INTO items SELECT u.user_id, 1, 'x', o.pieces FROM users u"
                        + " LEFT JOIN orders o ON o.user_id = u.user_id AND o.user_id = 7",
                "UPDATE items i SET quantity = 0 FROM (SELECT u.user_id AS a, o.user_id AS b FROM users u"
                        + " LEFT JOIN orders o ON o.user_id = u.user_id AND o.user_id = 7) d WHERE d.a = i.user_id",
                "DELETE FROM items WHERE user_id IN (SELECT a FROM (SELECT u.user_id AS a, o.user_id AS b FROM users u"
                        + " LEFT JOIN orders o ON o.user_id = u.user_id AND o.user_id = 7) d)"
            })
    void nullableSide_ofAnInnerQuery_bindsNoPreservedRow(String sql) {
        assertThat(postgreSql(sql)).doesNotContain(PASS_THROUGH);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT d.b, count(*) FROM (SELECT u.user_id AS a, o.user_id AS b FROM users u"
                        + " LEFT JOIN orders o ON o.user_id = u.user_id AND o.status = 'new') d GROUP BY d.b",
                "SELECT x.k FROM (SELECT i.user_id AS k FROM users u"
                        + " LEFT JOIN items i ON i.user_id = u.user_id) x GROUP BY x.k",
                "SELECT DISTINCT d.b FROM (SELECT u.user_id AS a, o.user_id AS b FROM users u"
                        + " LEFT JOIN orders o ON o.user_id = u.user_id AND o.status = 'new') d"
            })
    void keyOfTheNullableSide_isNullOnEveryShard_soItsGroupsAreCombined(String sql) {
        assertThat(postgreSql(sql))
                .noneMatch(line -> line.contains("are concatenated") && !line.contains("made distinct"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT count(*) FROM (SELECT u.user_id, o.user_id FROM users u, orders o"
                        + " WHERE u.user_id = 7 AND o.order_id = 1) d",
                "SELECT count(*) FROM (SELECT u.user_id, o.* FROM users u, orders o"
                        + " WHERE u.user_id = 7 AND o.order_id = 1) d",
                "INSERT INTO items SELECT u.user_id, 1, 'x', o.user_id FROM users u, orders o"
                        + " WHERE u.user_id = 7 AND o.order_id = 1"
            })
    void columnsOfOneName_areNotOneColumn(String sql) {
        assertThat(postgreSql(sql)).doesNotContain(PASS_THROUGH);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT i.user_id, count(*) FROM users u LEFT JOIN items i USING (user_id) GROUP BY user_id",
                "SELECT i.user_id, count(*) FROM items i RIGHT JOIN users u USING (user_id) GROUP BY user_id"
            })
    void nameThatUsingMerged_meansTheSelectItemInMySql(String sql) {
        assertThat(mySql(sql)).noneMatch(line -> line.contains("are concatenated"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT 1 FROM orders ORDER BY count(*)",
                "SELECT x FROM (SELECT 1 AS x FROM orders ORDER BY sum(amount)) d"
            })
    void aggregateInOrderByAlone_makesOneGroup(String sql) {
        assertThat(postgreSql(sql))
                .noneMatch(line -> line.contains("are merged in order") || line.contains("are concatenated"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT table_to_xml('orders', false, false, '') FROM users WHERE user_id = 7",
                "SELECT schema_to_xml('public', false, false, '') FROM users WHERE user_id = 7",
                "SELECT database_to_xml(false, false, '')",
                "SELECT table_to_xml('orders', false, false, '')"
            })
    void functionThatReadsTablesByName_doesNotReadOneShardsPart(String sql) {
        assertThat(postgreSql(sql)).doesNotContain(PASS_THROUGH);
    }

    @ParameterizedTest
    @ValueSource(strings = {"SELECT to_regclass('users')", "SELECT has_table_privilege('users', 'select')"})
    void questionAboutAName_isTheCatalogs(String sql) {
        assertThat(postgreSql(sql)).contains("tier: catalog");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT DISTINCT 'now'::timestamptz FROM users",
                "SELECT user_id FROM orders WHERE created_at < 'now'"
            })
    void nowAsText_isReadFromEachShardsClock(String sql) {
        assertThat(postgreSql(sql)).anyMatch(line -> line.startsWith("refused: "));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE country SET title = current_database() WHERE code = 'IN'",
                "UPDATE country SET title = 'country'::regclass::oid::text WHERE code = 'IN'"
            })
    void whatNamesAShardsOwnDatabase_isNotWrittenToCopies(String sql) {
        assertThat(postgreSql(sql)).anyMatch(line -> line.startsWith("refused: "));
    }

    @Test
    void columnThatIsNotGroupedBy_letsNoConditionThrough_withoutOnlyFullGroupBy() {
        Topology topology = MYSQL.topology("shop");
        String sql = "SELECT * FROM (SELECT user_id, count(*) c FROM orders GROUP BY status) d WHERE d.user_id = 7";
        assertThat(route(MYSQL, MYSQL.withMode(topology, ""), sql)).doesNotContain(PASS_THROUGH);
    }
}
