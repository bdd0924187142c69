/**
 * What PostgreSQL and MySQL mean differently, behind one interface: names of the system, kinds of functions, types of
 * expressions, how values compare and merge. The rest of the planner asks it and does not know the database.
 */
@NullMarked
package io.kintsugi.router.planner.dialect;

import org.jspecify.annotations.NullMarked;
