/**
 * What an existing database has that a topology does not allow: its definitions, read as statements, go through the
 * same rules as if they were typed. Used by {@code kintsugi validate --against} and {@code kintsugi advise}.
 */
@NullMarked
package io.kintsugi.cli.audit;

import org.jspecify.annotations.NullMarked;
