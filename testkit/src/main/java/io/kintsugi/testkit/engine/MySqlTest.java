package io.kintsugi.testkit.engine;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A test class that needs a MySQL server. It fails where none can be started, unless {@code -Dmysql=absent} says so
 * openly, or only MariaDB is there: then it is skipped, and named in the record of what did not run.
 */
@Documented
@Inherited
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(MySqlCondition.class)
public @interface MySqlTest {
    /** Whether it also runs on MariaDB, where no MySQL is named. */
    boolean onMariaDb() default false;
}
