/** {@code kintsugi sql}: a small SQL shell over any JDBC URL, for people at a prompt and for scripts. */
@NullMarked
package io.kintsugi.cli.sql;

import org.jspecify.annotations.NullMarked;
