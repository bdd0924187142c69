/**
 * What every command shares: where output goes and how it looks, tables, JSON, progress, errors, exit codes. Knows no
 * command.
 */
@NullMarked
package io.kintsugi.cli.console;

import org.jspecify.annotations.NullMarked;
