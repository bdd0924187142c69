package io.kintsugi.cli.console;

import io.kintsugi.errors.ErrorCode;
import io.kintsugi.errors.ShardException;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.stream.Stream;

/** Sees to it that a driver is there for a URL: MySQL's own is brought by the user. Stateless. */
public final class NativeDriver {
    private NativeDriver() {}

    /** Refuses a URL that no driver on the class path takes, and says what to add. */
    public static void require(String url) {
        require(url, DriverManager.drivers());
    }

    static void require(String url, Stream<Driver> drivers) {
        if (drivers.anyMatch(driver -> accepts(driver, url))) {
            return;
        }
        if (url.startsWith("jdbc:mysql:")) {
            throw new ShardException(
                            ErrorCode.INVALID_URL, "MySQL's own driver, Connector/J, is not on the class path.")
                    .withRemedy("Put the jar of com.mysql:mysql-connector-j, version 9.7 or later, into the folder"
                            + " migration-tool/target/lib-mysql of the checkout.");
        }
        String beginning = url.replaceAll("\\A(jdbc:[^:/]*:?).*", "$1");
        throw new ShardException(ErrorCode.INVALID_URL, "There is no driver for URLs that begin with " + beginning)
                .withRemedy(
                        "Expected jdbc:kintsugi:postgresql:…, jdbc:kintsugi:mysql:…, jdbc:postgresql:… or jdbc:mysql:…");
    }

    private static boolean accepts(Driver driver, String url) {
        try {
            return driver.acceptsURL(url);
        } catch (SQLException refusal) {
            // A driver that knows the URL well enough to object to it is the one to say why.
            return true;
        }
    }
}
