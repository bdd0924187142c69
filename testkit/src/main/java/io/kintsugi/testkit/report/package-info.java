/** Reports of long runs, kept under {@code docs/reports}: what ran, with which seed, on which commit and machine. */
@NullMarked
package io.kintsugi.testkit.report;

import org.jspecify.annotations.NullMarked;
