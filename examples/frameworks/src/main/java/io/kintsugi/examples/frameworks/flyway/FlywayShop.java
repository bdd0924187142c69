package io.kintsugi.examples.frameworks.flyway;

import com.zaxxer.hikari.HikariDataSource;
import io.kintsugi.examples.frameworks.Database;
import io.kintsugi.examples.frameworks.Journal;
import io.kintsugi.examples.frameworks.Program;
import java.util.Arrays;
import java.util.Locale;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;

/** Creates and changes the tables by versioned migrations; a second run finds nothing to do. */
public final class FlywayShop implements Program {
    @Override
    public String name() {
        return "Flyway";
    }

    @Override
    public boolean createsSchema() {
        return true;
    }

    @Override
    public void run(Database database, Journal journal) {
        try (HikariDataSource pool = database.pool()) {
            Flyway flyway = Flyway.configure()
                    .dataSource(pool)
                    .locations("classpath:db/migration/"
                            + database.dialect().name().toLowerCase(Locale.ROOT))
                    .load();
            journal.say("pending", flyway.info().pending().length);
            journal.say("migrated", flyway.migrate().migrationsExecuted);
            journal.say("again", flyway.migrate().migrationsExecuted);
            flyway.validate();
            journal.say(
                    "applied",
                    Arrays.stream(flyway.info().applied()).map(FlywayShop::line).toList());
        }
    }

    private static String line(MigrationInfo migration) {
        return migration.getVersion() + " " + migration.getDescription() + " " + migration.getState();
    }
}
