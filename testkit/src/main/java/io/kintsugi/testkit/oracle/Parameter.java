package io.kintsugi.testkit.oracle;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import org.jspecify.annotations.Nullable;

/**
 * A parameter's value.
 *
 * @param type of {@link Types}; {@code OTHER} leaves the type to the server
 */
public record Parameter(@Nullable Object value, int type) {
    public void set(PreparedStatement statement, int number) throws SQLException {
        if (value == null) {
            statement.setNull(number, type);
        } else {
            statement.setObject(number, value, type);
        }
    }
}
