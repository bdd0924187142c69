package io.kintsugi.jdbc.conformance;

import io.kintsugi.jdbc.oracle.PostgresDatabases;
import io.kintsugi.testkit.conformance.ConformanceSuite;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

/** Every case for PostgreSQL, on one plain database and on one, two and four shards. */
class PostgresConformanceIT {
    @TestFactory
    Stream<DynamicNode> everyCase_isAnsweredAsByOneDatabaseOrRefused() throws IOException {
        return new ConformanceSuite(new PostgresDatabases()).tests();
    }
}
