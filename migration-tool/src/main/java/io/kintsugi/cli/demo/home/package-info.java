/** Where a demo keeps its state, and what is written there of one that runs: enough to find, use and stop it. */
@NullMarked
package io.kintsugi.cli.demo.home;

import org.jspecify.annotations.NullMarked;
