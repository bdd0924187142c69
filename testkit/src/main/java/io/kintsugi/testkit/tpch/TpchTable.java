package io.kintsugi.testkit.tpch;

import io.trino.tpch.TpchEntity;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A table of TPC-H, its columns as PostgreSQL and MySQL both write them (clause 1.4), and its rows. */
public enum TpchTable {
    REGION(
            io.trino.tpch.TpchTable.REGION,
            "r_regionkey",
            "r_regionkey bigint",
            "r_name char(25)",
            "r_comment varchar(152)"),
    NATION(
            io.trino.tpch.TpchTable.NATION,
            "n_nationkey",
            "n_nationkey bigint",
            "n_name char(25)",
            "n_regionkey bigint",
            "n_comment varchar(152)"),
    SUPPLIER(
            io.trino.tpch.TpchTable.SUPPLIER,
            "s_suppkey",
            "s_suppkey bigint",
            "s_name char(25)",
            "s_address varchar(40)",
            "s_nationkey bigint",
            "s_phone char(15)",
            "s_acctbal decimal(15, 2)",
            "s_comment varchar(101)"),
    CUSTOMER(
            io.trino.tpch.TpchTable.CUSTOMER,
            "c_custkey",
            "c_custkey bigint",
            "c_name varchar(25)",
            "c_address varchar(40)",
            "c_nationkey bigint",
            "c_phone char(15)",
            "c_acctbal decimal(15, 2)",
            "c_mktsegment char(10)",
            "c_comment varchar(117)"),
    PART(
            io.trino.tpch.TpchTable.PART,
            "p_partkey",
            "p_partkey bigint",
            "p_name varchar(55)",
            "p_mfgr char(25)",
            "p_brand char(10)",
            "p_type varchar(25)",
            "p_size integer",
            "p_container char(10)",
            "p_retailprice decimal(15, 2)",
            "p_comment varchar(23)"),
    PARTSUPP(
            io.trino.tpch.TpchTable.PART_SUPPLIER,
            "ps_partkey, ps_suppkey",
            "ps_partkey bigint",
            "ps_suppkey bigint",
            "ps_availqty integer",
            "ps_supplycost decimal(15, 2)",
            "ps_comment varchar(199)"),
    ORDERS(
            io.trino.tpch.TpchTable.ORDERS,
            "o_orderkey",
            "o_orderkey bigint",
            "o_custkey bigint",
            "o_orderstatus char(1)",
            "o_totalprice decimal(15, 2)",
            "o_orderdate date",
            "o_orderpriority char(15)",
            "o_clerk char(15)",
            "o_shippriority integer",
            "o_comment varchar(79)"),
    LINEITEM(
            io.trino.tpch.TpchTable.LINE_ITEM,
            "l_orderkey, l_linenumber",
            "l_orderkey bigint",
            "l_partkey bigint",
            "l_suppkey bigint",
            "l_linenumber integer",
            "l_quantity decimal(15, 2)",
            "l_extendedprice decimal(15, 2)",
            "l_discount decimal(15, 2)",
            "l_tax decimal(15, 2)",
            "l_returnflag char(1)",
            "l_linestatus char(1)",
            "l_shipdate date",
            "l_commitdate date",
            "l_receiptdate date",
            "l_shipinstruct char(25)",
            "l_shipmode char(10)",
            "l_comment varchar(44)");

    private final io.trino.tpch.TpchTable<?> source;
    private final List<String> primaryKey;
    private final List<String> columns;

    TpchTable(io.trino.tpch.TpchTable<?> source, String primaryKey, String... columns) {
        this.source = source;
        this.primaryKey = List.of(primaryKey.split(", "));
        this.columns = List.of(columns);
    }

    /** As SQL names it. */
    public String sqlName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * CREATE TABLE; the primary key has the sharding key behind the standard's columns where they do not name it, since
     * no shard could watch over it otherwise.
     *
     * @param shardingKey empty for none
     */
    String definition(String shardingKey) {
        List<String> unique = new ArrayList<>(primaryKey);
        if (!shardingKey.isEmpty() && !unique.contains(shardingKey)) {
            unique.add(shardingKey);
        }
        return "CREATE TABLE " + sqlName() + " (" + String.join(" NOT NULL, ", columns) + " NOT NULL, PRIMARY KEY ("
                + String.join(", ", unique) + "))";
    }

    /** Where among the columns it stands. */
    int ordinalOf(String column) {
        for (int ordinal = 0; ordinal < columns.size(); ordinal++) {
            if (columns.get(ordinal).startsWith(column + " ")) {
                return ordinal;
            }
        }
        throw new IllegalArgumentException("There is no column " + column + " in " + sqlName());
    }

    /** Its rows at this scale, each a line of values between {@code |}; the same whenever they are asked for. */
    Iterable<? extends TpchEntity> rows(double scale) {
        return source.createGenerator(scale, 1, 1);
    }
}
