package io.kintsugi.testkit.engine;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A test class that needs a MySQL server: of the folder that {@code KINTSUGI_MYSQL_HOME} names, else in a container. It
 * fails where none can be started. With {@code -Dmysql=absent}, or where what is there will not do, it is skipped, and
 * named in the record of what did not run.
 */
@Documented
@Inherited
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(MySqlCondition.class)
public @interface MySqlTest {
    /** False where it needs the server's process, its data folder, or replicas. */
    boolean inContainer() default true;

    /** Whether it also runs on MariaDB, where there is no MySQL. */
    boolean onMariaDb() default false;
}
