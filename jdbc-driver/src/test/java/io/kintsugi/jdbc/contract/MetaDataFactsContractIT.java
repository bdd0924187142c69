package io.kintsugi.jdbc.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.util.Arrays;
import java.util.Comparator;
import org.junit.jupiter.api.Test;

/** What the database is and can. */
final class MetaDataFactsContractIT extends JdbcContract {
    @Test
    void everyFact_isTheNativeOne() throws Exception {
        DatabaseMetaData metaData = connection.getMetaData();
        int asked = 0;
        for (Method fact : Arrays.stream(DatabaseMetaData.class.getMethods())
                .filter(method -> method.getParameterCount() == 0)
                .filter(method -> !ResultSet.class.isAssignableFrom(method.getReturnType()))
                .filter(method -> method.getReturnType() != Connection.class)
                .sorted(Comparator.comparing(Method::getName))
                .toList()) {
            try {
                fact.invoke(metaData);
                asked++;
            } catch (InvocationTargetException compared) {
                assertThat(compared.getCause()).isInstanceOf(Exception.class);
            }
        }
        assertThat(asked).isGreaterThan(100);
    }

    @Test
    void factsAboutTypes_areTheNativeOnes() throws Exception {
        DatabaseMetaData metaData = connection.getMetaData();
        int[] types = {ResultSet.TYPE_FORWARD_ONLY, ResultSet.TYPE_SCROLL_INSENSITIVE, ResultSet.TYPE_SCROLL_SENSITIVE};
        for (int type : types) {
            metaData.supportsResultSetType(type);
            metaData.supportsResultSetConcurrency(type, ResultSet.CONCUR_READ_ONLY);
            metaData.supportsResultSetConcurrency(type, ResultSet.CONCUR_UPDATABLE);
            metaData.ownUpdatesAreVisible(type);
            metaData.ownDeletesAreVisible(type);
            metaData.ownInsertsAreVisible(type);
            metaData.othersUpdatesAreVisible(type);
            metaData.othersDeletesAreVisible(type);
            metaData.othersInsertsAreVisible(type);
            metaData.updatesAreDetected(type);
            metaData.deletesAreDetected(type);
            metaData.insertsAreDetected(type);
        }
        for (int level = 0; level <= 8; level++) {
            metaData.supportsTransactionIsolationLevel(level);
        }
        metaData.supportsResultSetHoldability(ResultSet.HOLD_CURSORS_OVER_COMMIT);
        metaData.supportsResultSetHoldability(ResultSet.CLOSE_CURSORS_AT_COMMIT);
        metaData.supportsConvert(java.sql.Types.INTEGER, java.sql.Types.VARCHAR);
    }

    @Test
    void names_areThoseThatToolsLookFor() throws Exception {
        DatabaseMetaData metaData = connection.getMetaData();
        assertThat(metaData.getDatabaseProductName()).isEqualTo(texts.productName());
        assertThat(metaData.getDriverName()).isEqualTo(texts.driverName());
        assertThat(metaData.getURL()).contains(":" + contestant.family() + ":");
        assertThat(metaData.getConnection()).isSameAs(connection);
        assertThat(metaData.getJDBCMajorVersion()).isEqualTo(4);
        assertThat(metaData.getSQLKeywords()).isNotEmpty();
    }
}
