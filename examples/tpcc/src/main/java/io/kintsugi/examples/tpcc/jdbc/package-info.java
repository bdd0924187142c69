/**
 * What this program needs from a database: connections, the schema, prepared statements. It knows a JDBC URL and
 * nothing else; the few places where a product shows through each have a class of their own.
 */
@NullMarked
package io.kintsugi.examples.tpcc.jdbc;

import org.jspecify.annotations.NullMarked;
