/** The workbench tier: rows of the tables are pulled, and a database of the same kind finishes the query. */
@NullMarked
package io.kintsugi.router.planner.workbench;

import org.jspecify.annotations.NullMarked;
