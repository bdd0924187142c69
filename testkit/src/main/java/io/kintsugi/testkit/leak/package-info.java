/** Finds what a test class leaves behind: connections, threads, open files. */
@NullMarked
package io.kintsugi.testkit.leak;

import org.jspecify.annotations.NullMarked;
