/** What the command says about a database that exists. */
@NullMarked
package io.kintsugi.cli.advise;

import org.jspecify.annotations.NullMarked;
