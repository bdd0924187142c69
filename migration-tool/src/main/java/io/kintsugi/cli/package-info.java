/** The {@code kintsugi} command: its entry point and how its subcommands hang together. */
@NullMarked
package io.kintsugi.cli;

import org.jspecify.annotations.NullMarked;
