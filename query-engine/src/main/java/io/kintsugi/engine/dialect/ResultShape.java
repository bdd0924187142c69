package io.kintsugi.engine.dialect;

import java.util.List;

/**
 * What the columns of a result look like: names, types and modifiers. During a schema change shards may differ for a
 * moment, and then their rows must not be mixed.
 */
public record ResultShape(List<Column> columns) {
    /** One column; the type is 0 for types made by users. */
    public record Column(String label, int type, int modifier) {}

    public ResultShape {
        columns = List.copyOf(columns);
    }
}
