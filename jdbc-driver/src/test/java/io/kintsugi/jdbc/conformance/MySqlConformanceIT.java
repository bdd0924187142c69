package io.kintsugi.jdbc.conformance;

import io.kintsugi.jdbc.oracle.MySqlDatabases;
import io.kintsugi.testkit.conformance.ConformanceSuite;
import io.kintsugi.testkit.engine.MySqlTest;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

/** Every case for MySQL, on one plain database and on one, two and four shards. */
@MySqlTest
class MySqlConformanceIT {
    @TestFactory
    Stream<DynamicNode> everyCase_isAnsweredAsByOneDatabaseOrRefused() throws IOException {
        return new ConformanceSuite(new MySqlDatabases()).tests();
    }
}
