package io.kintsugi.examples.frameworks.jooq;

import org.jooq.Record;
import org.jooq.TableField;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jooq.impl.TableImpl;

/**
 * The table as jOOQ's code generator writes it: where RETURNING is made of JDBC's generated keys, as in MySQL, jOOQ has
 * to know which column is counted.
 */
final class CustomerTable extends TableImpl<Record> {
    private static final long serialVersionUID = 1;

    final TableField<Record, Long> id = createField(
            DSL.name("customer_id"), SQLDataType.BIGINT.nullable(false).identity(true), this, "");
    final TableField<Record, String> name =
            createField(DSL.name("name"), SQLDataType.VARCHAR(100).nullable(false), this, "");
    final TableField<Record, String> country =
            createField(DSL.name("country"), SQLDataType.VARCHAR(2).nullable(false), this, "");

    CustomerTable() {
        super(DSL.name("customer"));
    }
}
