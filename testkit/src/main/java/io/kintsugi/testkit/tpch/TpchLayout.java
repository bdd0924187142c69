package io.kintsugi.testkit.tpch;

import io.kintsugi.testkit.oracle.Layout;
import io.kintsugi.testkit.oracle.TableLayout;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** By which column each table of TPC-H is sharded; a table without one is a reference table. */
public enum TpchLayout {
    /** What is joined most lies together: an order with its lines, a part with its suppliers. */
    CO_LOCATED(Map.of(
            TpchTable.CUSTOMER, "c_custkey",
            TpchTable.PART, "p_partkey",
            TpchTable.PARTSUPP, "ps_partkey",
            TpchTable.ORDERS, "o_orderkey",
            TpchTable.LINEITEM, "l_orderkey")),

    /** Only what grows with every order is spread; the rest is whole on every shard. */
    AROUND_ORDERS(Map.of(TpchTable.ORDERS, "o_orderkey", TpchTable.LINEITEM, "l_orderkey")),

    /** By columns that hardly any query joins by; only Q5 has a use for one pair of them. */
    NOT_CO_LOCATED(Map.of(
            TpchTable.SUPPLIER, "s_nationkey",
            TpchTable.CUSTOMER, "c_nationkey",
            TpchTable.PART, "p_size",
            TpchTable.PARTSUPP, "ps_suppkey",
            TpchTable.ORDERS, "o_custkey",
            TpchTable.LINEITEM, "l_linenumber"));

    private static final List<String> INDEXES = List.of(
            "CREATE INDEX orders_by_customer ON orders (o_custkey)",
            "CREATE INDEX lineitem_by_part ON lineitem (l_partkey, l_suppkey)",
            "CREATE INDEX partsupp_by_supplier ON partsupp (ps_suppkey)");

    private final Map<TpchTable, String> keys;

    TpchLayout(Map<TpchTable, String> keys) {
        this.keys = Collections.unmodifiableMap(new EnumMap<>(keys));
    }

    /** In words, between hyphens. */
    public String title() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The sharding key; empty for a reference table. */
    public Optional<String> key(TpchTable table) {
        return Optional.ofNullable(keys.get(table));
    }

    /** As a topology says it. */
    public Layout layout() {
        return new Layout(Stream.of(TpchTable.values()).map(this::tableLayout).toList(), List.of());
    }

    private TableLayout tableLayout(TpchTable table) {
        String words = key(table).map(key -> "key " + key).orElse("reference");
        return TableLayout.of(table.sqlName(), words);
    }

    /** Tables, and indexes on the columns that refer to others, which the standard allows (clause 1.5). */
    public List<String> definitions() {
        List<String> texts = new ArrayList<>();
        for (TpchTable table : TpchTable.values()) {
            texts.add(table.definition(key(table).orElse("")));
        }
        texts.addAll(INDEXES);
        return texts;
    }
}
