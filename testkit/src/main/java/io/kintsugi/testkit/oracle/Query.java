package io.kintsugi.testkit.oracle;

import java.util.List;

/**
 * A statement to be asked everywhere.
 *
 * @param parameters their values, in order
 * @param ordered whether its ORDER BY leaves no choice
 */
public record Query(String form, String sql, List<Parameter> parameters, boolean ordered) {
    public Query withSql(String other) {
        return new Query(form, other, parameters, ordered);
    }

    /** The same, whatever the order of its rows. */
    public Query unordered() {
        return new Query(form, sql, parameters, false);
    }

    @Override
    public String toString() {
        return form + ": " + sql + (parameters.isEmpty() ? "" : "  -- " + parameters);
    }
}
