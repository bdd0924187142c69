package io.kintsugi.examples.tpcc.check;

/** How much of the data one comparison looks at: it bounds the memory of the checker. */
enum Scope {
    /** One district: the parameters of each statement are the warehouse and the district, in turn. */
    DISTRICT,
    /** One warehouse, which is every parameter of each statement. */
    WAREHOUSE,
    /** The statements run for each warehouse, and what they give is added up by key before it is compared. */
    ALL_WAREHOUSES
}
