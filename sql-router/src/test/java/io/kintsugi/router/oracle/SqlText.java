package io.kintsugi.router.oracle;

import io.kintsugi.topology.Dialect;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The text of a query while it is written, and the values of its parameters in order. */
final class SqlText {
    private final Dialect dialect;
    private final StringBuilder text = new StringBuilder();
    private final List<@Nullable Object> parameters = new ArrayList<>();

    SqlText(Dialect dialect) {
        this.dialect = dialect;
    }

    boolean isMySql() {
        return dialect == Dialect.MYSQL;
    }

    SqlText add(String piece) {
        text.append(piece);
        return this;
    }

    SqlText addParameter(@Nullable Long value) {
        parameters.add(value);
        text.append('?');
        return this;
    }

    String text() {
        return text.toString();
    }

    List<@Nullable Object> parameters() {
        return parameters;
    }
}
