package io.kintsugi.examples.frameworks.liquibase;

import com.zaxxer.hikari.HikariDataSource;
import io.kintsugi.examples.frameworks.Database;
import io.kintsugi.examples.frameworks.Journal;
import io.kintsugi.examples.frameworks.Program;
import java.sql.Connection;
import java.sql.SQLException;
import liquibase.Contexts;
import liquibase.LabelExpression;
import liquibase.Liquibase;
import liquibase.database.DatabaseFactory;
import liquibase.database.jvm.JdbcConnection;
import liquibase.exception.LiquibaseException;
import liquibase.resource.ClassLoaderResourceAccessor;

/** Creates and changes the tables by change sets; a second run finds nothing to do. */
public final class LiquibaseShop implements Program {
    @Override
    public String name() {
        return "Liquibase";
    }

    @Override
    public boolean createsSchema() {
        return true;
    }

    @Override
    public void run(Database database, Journal journal) throws SQLException, LiquibaseException {
        try (HikariDataSource pool = database.pool()) {
            for (String round : new String[] {"first run", "second run"}) {
                try (Connection connection = pool.getConnection();
                        Liquibase liquibase = liquibase(connection)) {
                    journal.say(
                            round,
                            liquibase
                                    .listUnrunChangeSets(new Contexts(), new LabelExpression())
                                    .size());
                    liquibase.update(new Contexts(), new LabelExpression());
                    liquibase.validate();
                }
            }
        }
    }

    private static Liquibase liquibase(Connection connection) throws LiquibaseException {
        return new Liquibase(
                "db/changelog/shop.xml",
                new ClassLoaderResourceAccessor(),
                DatabaseFactory.getInstance().findCorrectDatabaseImplementation(new JdbcConnection(connection)));
    }
}
